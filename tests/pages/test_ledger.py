"""Every name in the content ledger can be read on the built site."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.pages.ledger_names import NAMES
from tests.texts import BREAK, normalise, visible_text


@cache
def site_text(site: Path) -> str:
    """The normalised text of every page below the folder."""
    pages = sorted(site.rglob("*.html"))
    assert pages, f"no .html file below {site}"
    return normalise(BREAK.join(visible_text(page.read_text(encoding="utf-8")) for page in pages))


def is_found(name: str, text: str) -> bool:
    """True when an alternative of the name stands in the normalised text as whole words, plural allowed."""
    return any(_stands_in(normalise(alternative), text) for alternative in name.split(" | "))


def _stands_in(words: str, text: str) -> bool:
    if words not in text:
        return False
    before = r"(?<!\w)(?<!\d[.,])" if words[0].isalnum() else ""
    plural = "(?:e?s)?" if words[-1].isalpha() else ""
    after = r"(?!\w)(?![.,]\d)" if words[-1].isalnum() else ""
    return re.search(before + re.escape(words) + plural + after, text) is not None


def missing_names(names: Mapping[str, tuple[str, ...]], text: str) -> dict[str, list[str]]:
    """The names not found in the normalised text, by category; categories with none missing are left out."""
    missing = {key: [name for name in group if not is_found(name, text)] for key, group in names.items()}
    return {key: group for key, group in missing.items() if group}


def report(missing: Mapping[str, list[str]]) -> str:
    """All missing names, one a line under their category."""
    count = sum(map(len, missing.values()))
    lines = [f"{count} of {sum(map(len, NAMES.values()))} ledger names are not on the built site:"]
    for category, group in missing.items():
        lines += [f"  {category} ({len(group)}):", *(f"    {name}" for name in group)]
    return "\n".join(lines)


def test_every_ledger_name_is_on_the_built_site(built_site: Path) -> None:
    """No name of the ledger is missing; the message lists all that are."""
    missing = missing_names(NAMES, site_text(built_site))
    assert not missing, report(missing)


def test_a_name_that_is_not_on_the_site_is_missed(built_site: Path) -> None:
    """The search can fail: a name invented for this test is reported as missing."""
    names = {"models": ("Zorblatt-9000",)}
    assert missing_names(names, site_text(built_site)) == {"models": ["Zorblatt-9000"]}


def test_there_are_more_than_150_distinct_names() -> None:
    """The ledger's names are many, and none is listed twice."""
    names = [normalise(name) for group in NAMES.values() for name in group]
    assert len(set(names)) > 150
    assert sorted(names) == sorted(set(names))


def test_no_alternative_is_empty_or_tiny() -> None:
    """A stray separator would make a name that any page contains."""
    alternatives = [words for group in NAMES.values() for name in group for words in name.split("|")]
    assert [words for words in alternatives if len(normalise(words)) < 3] == []


def test_spelling_does_not_hide_a_name() -> None:
    """Case, hyphens, spaces, apostrophes, percentages, plurals and inline markup make no difference."""
    html = (
        "<title>Pre\u2011training</title><p>Usually <b>above</b>&nbsp;95&thinsp;% in <em>GPT</em>&#8209;4 "
        "with cl100k_base,<br>\u03c4-bench, Llama&rsquo;s tokenizer, re&shy;ward models, under 1 percent</p>"
        '<p><abbr title="Reinforcement learning from human feedback">RLHF</abbr>-PPO.</p>'
        "<p>Constitutional/rule-based</p>"
    )
    sought = (
        "pre-training",
        "above 95 %",
        "GPT-4",
        "cl100k",
        "TAU-bench",
        "Llama's tokenizer",
        "reward model",
        "under 1 %",
        "Reinforcement learning from human feedback",
        "RLHF-PPO",
        "Constitutional / rule-based",
        "not there | GPT-4",
    )
    assert missing_names({"all": sought}, normalise(visible_text(html))) == {}


def test_what_is_no_text_of_the_page_is_not_found() -> None:
    """Frame, scripts, hidden parts, formulas, attributes, parts of words, text across blocks do not count."""
    html = (
        "<header>HarmBench</header><nav><nav>x</nav>OSWorld</nav><script>'YaRN'</script><style>SFT</style>"
        "<main><header><h1>DPO</h1></header><div hidden><div>x</div>GRPO</div><math><mi>RLOO</mi></math>"
        '<p title="RLAIF">search, GPT-3.5, 0.95 %</p><table><td>Llama</td><td>3</td></table></main>'
        "<footer>MBPP</footer>"
    )
    outside = ("HarmBench", "OSWorld", "YaRN", "SFT", "GRPO", "RLOO", "RLAIF", "MBPP")
    inside = ("ARC", "GPT-3", "95 %", "Llama 3")
    text = normalise(visible_text(html))
    assert missing_names({"outside": outside, "inside": inside}, text) == {
        "outside": list(outside),
        "inside": list(inside),
    }
    assert is_found("DPO", text)
