"""Numbers as texts write them: 15.6T, 15.6 trillion, 15,600B, 3.8 × 10^25, 98.25 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAMES = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {name: number for number, name in enumerate(_NAMES, start=2)}
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "billion": 1e9, "t": 1e12, "trillion": 1e12}
_NUMERAL = re.compile(
    r"""(?<![\w.,^])(?:
      (?P<digits>\d{1,3}(?:[,\u00a0\u202f\ ]\d{3})+(?:\.\d+)?(?!\d) | \d+(?:\.\d+)?)
      (?:\s*(?:×|x|\*|·|\\times|\\cdot)\s*10\s*\^?\{?(?P<power>\d{1,2})\}? | e\+?(?P<exponent>\d{1,2}))?
      (?:\s*(?P<scale>thousand|million|billion|trillion|[kmbt](?![a-z])))?
      (?P<percent>\s*(?:\\?%|per\ ?cent\b))?
    | \b(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Numeral:
    """A number in a text: where it begins, what it amounts to, and whether a percent sign follows."""

    position: int
    value: float
    percent: bool = False

    def states(self, amount: float, unit: str) -> bool:
        """Whether it states an amount of a unit; a share of 0.98 is stated as 98 % too."""
        wanted = [amount] if unit != "share" else [amount * 100] if self.percent else [amount]
        return any(abs(self.value - one) <= 1e-9 * max(abs(one), 1e-30) for one in wanted)


def numerals(text: str) -> Iterator[Numeral]:
    """Every number of a text, in order."""
    for match in _NUMERAL.finditer(text):
        if match["word"]:
            yield Numeral(match.start(), float(_WORDS[match["word"].casefold()]))
            continue
        value = float(re.sub(r"[,\s]", "", match["digits"]))
        value *= 10.0 ** int(match["power"] or match["exponent"] or 0)
        value *= _SCALES.get((match["scale"] or "").casefold(), 1.0)
        yield Numeral(match.start(), value, percent=match["percent"] is not None)
