"""Tables, comparisons and the calculator as a reader uses them, with their state in the address."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_table_sorts_and_says_so(wide: Page) -> None:
    wide.goto("/models/")
    head = wide.locator("#table-models thead th", has_text="Training tokens")
    head.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    numbers = wide.locator("#table-models tbody td:nth-child(6)").evaluate_all(
        "cells => cells.map(cell => cell.dataset.sort).filter(Boolean).map(Number)"
    )
    assert numbers == sorted(numbers)
    assert len(numbers) > 20
    head.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(wide.locator("[data-table=models] [role=status]")).to_contain_text(
        "Sorted by Training tokens, trillions, descending"
    )
    assert "models.sort=tokens.descending" in wide.evaluate("location.href")


def test_a_shared_address_restores_filter_columns_and_order(wide: Page) -> None:
    wide.goto("/models/")
    box = wide.locator("[data-table=models]")
    box.get_by_role("combobox", name="Weights").select_option("open")
    box.get_by_label("Filter rows").fill("deepseek")
    box.locator("summary", has_text="Columns").click()
    box.get_by_role("checkbox", name="Active parameters").uncheck()
    wide.locator("#table-models thead th", has_text="Released").click()
    shown = wide.locator("#table-models tbody tr:visible")
    before = shown.all_inner_texts()
    expect(box.locator(".atlas-count")).to_contain_text(f"{len(before)} of")
    address = wide.evaluate("location.href")
    wide.goto("/")
    wide.goto(address)
    assert wide.locator("#table-models tbody tr:visible").all_inner_texts() == before
    expect(wide.locator("#table-models thead th", has_text="Active parameters")).to_be_hidden()
    expect(wide.locator("#table-models thead th", has_text="Released")).to_have_attribute("aria-sort", "ascending")


def test_the_citation_index_filters_by_type(wide: Page) -> None:
    wide.goto("/citations/")
    wide.locator("[data-table=citations]").get_by_role("combobox", name="Type").select_option("software")
    rows = wide.locator("#table-citations tbody tr:visible")
    assert 0 < rows.count() < 20
    assert set(rows.locator("td:nth-child(4)").all_inner_texts()) == {"software"}


def test_a_table_downloads_as_csv(wide: Page) -> None:
    wide.goto("/models/")
    box = wide.locator("[data-table=models]")
    with wide.expect_download() as download:
        box.get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert download.value.suggested_filename == "models.csv"
    assert len(rows) > 30
    head = next(head for head in rows[0] if head.startswith("Training tokens") and head.endswith(": source"))
    assert rows[0][head] == "brown2020-gpt3"


def test_a_filtered_and_sorted_table_downloads_the_rows_it_shows(wide: Page) -> None:
    wide.goto("/models/?models.q=deepseek&models.sort=released.ascending")
    box = wide.locator("[data-table=models]")
    with wide.expect_download() as download:
        box.get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert sorted(row["Model"] for row in rows) == sorted(
        wide.locator("#table-models tbody tr:visible th").all_inner_texts()
    )
    assert 2 < len(rows) < 10


def test_any_two_records_are_compared_and_the_address_shared(wide: Page) -> None:
    wide.goto("/compare/?kind=methods&a=dpo&b=grpo")
    table = wide.locator("#table-pair-methods")
    expect(table.locator("thead")).to_contain_text("Group relative policy optimisation")
    assert table.locator("tbody tr[data-f-differs]").count() > 3
    wide.locator("#compare-methods").get_by_role("combobox", name="with").select_option("rloo")
    expect(table.locator("caption")).to_contain_text("leave-one-out")
    assert "b=rloo" in wide.evaluate("location.href")
    expect(wide.locator("#compare-notice")).to_be_hidden()


def test_an_address_of_a_folded_comparison_opens_it(wide: Page) -> None:
    wide.goto("/compare/?kind=models&a=olmo3-32b&b=deepseek-v3")
    expect(wide.locator("#table-pair-models thead")).to_contain_text("Olmo 3")
    expect(wide.locator("#table-pair-models")).to_be_in_viewport()
    expect(wide.locator("#table-pair-stages")).to_be_hidden()
    wide.get_by_role("link", name="All stages").click()
    expect(wide.locator("#table-stages-compared")).to_be_in_viewport()


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense&a=x&b=y",
        "kind=models&a=nobody&b=%3Cscript%3Ealert(1)%3C/script%3E",
        "kind=models&a=" + "x" * 10000,
        "kind=__proto__&a=constructor",
        "kind=models&a=constructor&b=toString",
    ],
)
def test_a_hostile_address_shows_the_default_and_says_what_it_ignored(wide: Page, query: str) -> None:
    wide.goto(f"/compare/?{query}")
    expect(wide.locator("#compare-notice")).to_contain_text("Ignored from the address")
    expect(wide.locator("#table-pair-models thead")).to_contain_text("DeepSeek-V3")
    assert wide.locator("script:not([src])").count() <= 4


def test_hostile_table_state_is_passed_over(wide: Page) -> None:
    wide.goto("/models/?models.lab=%3Cimg%20src=x%3E&models.sort=nothing.sideways&models.hide=,,x")
    expect(wide.locator("[data-table=models] .atlas-count").first).to_contain_text("rows")
    assert wide.locator("#table-models tbody tr:visible").count() == 25


def test_the_calculator_gives_the_published_compute_and_keeps_its_state(wide: Page) -> None:
    wide.goto("/calculator/")
    form = wide.locator("[data-calculator]")
    form.get_by_label("Preset").select_option("llama31-405b")
    expect(form.locator("output[name=compute]")).to_have_text("3.79 × 10²⁵ FLOP")
    form.get_by_label("Preset").select_option("chinchilla-70b")
    expect(form.locator("output[name=ratio]")).to_contain_text("20, 1 times")
    form.get_by_label("Utilisation").fill("50")
    address = wide.evaluate("location.href")
    wide.goto("/")
    wide.goto(address)
    expect(form.get_by_label("Utilisation")).to_have_value("50")
    form.get_by_label("Utilisation").fill("0")
    expect(form.locator("output[name=hours]")).to_contain_text("needs four positive numbers")
