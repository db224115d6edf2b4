"""Numbers are shown as they are written in the records: no digit is lost, added or rounded away."""

from __future__ import annotations

from decimal import Decimal

import pytest
from atlas.evidence.numerals import exactly, in_powers, written
from atlas.evidence.quantity import Quantity, stated
from atlas.evidence.wording import bare, in_scale, in_words, round_share, share_words
from atlas.model.figure import Figure
from atlas.reading.scalar import plain
from hypothesis import given
from hypothesis import strategies as st


def figure(amount: str, unit: str) -> Figure:
    given = {"amount": plain(amount), "unit": unit, "kind": "estimated", "as_of": "2026-01"}
    return Figure.model_validate(given)


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        ("999999999999", "tokens", "999,999,999,999 tokens"),
        ("15600000000000", "tokens", "15.6 trillion tokens"),
        ("0.99999", "share", "99.999 %"),
        ("0.07", "share", "7 %"),
        ("0.9825", "share", "98.25 %"),
        ("0.1234567", "share", "12.34567 %"),
        ("1e-9", "ratio", "1 × 10⁻⁹ times"),
        ("0.0001", "ratio", "0.0001 times"),
        ("1e30", "count", "1 × 10³⁰"),
        ("123456789012345678", "count", "123,456,789,012,345,678"),
        ("3.14159e23", "flop", "3.14159 × 10²³ FLOP"),
        ("1.1", "days", "1.1 days"),
        ("0", "examples", "0 examples"),
        ("1", "examples", "1 example"),
        ("-2.5", "score", "-2.5 points"),
        ("1e15", "bytes", "1 × 10¹⁵ bytes"),
    ],
)
def test_a_stated_number_is_shown_exactly(amount: str, unit: str, words: str) -> None:
    given = figure(amount, unit)
    assert in_words(stated(given), given).replace("\xa0", " ") == words


def test_a_column_of_billions_keeps_every_digit() -> None:
    given = figure("999999999999", "tokens")
    assert in_scale(stated(given), given, 1e9) == "999.999999999"
    assert bare(stated(given), given) == "999,999,999,999"


@pytest.mark.parametrize(
    ("share", "words", "headline"),
    [
        (0.99999, "99.999 %", "99.999 %"),
        (0.999999999, "99.9999999 %", "99.9999999 %"),
        (1.0, "100 %", "100 %"),
        (1e-9, "1 × 10⁻⁷ %", "1 × 10⁻⁷ %"),
        (0.98254321, "98.25 %", "98 %"),
    ],
)
def test_a_computed_share_is_never_rounded_to_all_or_nothing(share: float, words: str, headline: str) -> None:
    assert share_words(Quantity(share, share, share)).replace("\xa0", " ") == words
    assert round_share(Quantity(share, share, share)).replace("\xa0", " ") == headline


@given(st.integers(-(10**28), 10**28))
def test_a_whole_number_keeps_its_digits(value: int) -> None:
    assert exactly(figure(str(value), "score").amount or 0) == value


@given(st.decimals(-(10**6), 10**6, places=6))
def test_a_number_with_a_fraction_is_the_decimal_of_its_file(value: Decimal) -> None:
    amount = plain(f"{value:f}")
    assert isinstance(amount, int | float)
    assert exactly(amount) == value
    if abs(value) >= Decimal("0.001") or value == 0:
        assert Decimal(written(amount).replace(",", "")) == value


@given(st.floats(1e-300, 1e300))
def test_a_power_of_ten_has_one_digit_before_its_point(value: float) -> None:
    mantissa = in_powers(value).partition("\xa0")[0]
    assert 1 <= float(mantissa) < 10


def test_a_computed_number_is_rounded_once() -> None:
    given = Figure.model_validate(
        {"unit": "flop", "kind": "derived", "formula": {"expression": "n * 1", "inputs": {"n": "models/x#n"}}}
    )
    value = 3.1446e23
    assert in_words(Quantity(value, value, value), given).replace("\xa0", " ") == "3.14 × 10²³ FLOP"
