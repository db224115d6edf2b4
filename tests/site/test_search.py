"""What the search index holds: every record with its names, plain texts, and the words that a cut leaves out."""

from __future__ import annotations

import json
from typing import Any

from atlas.evidence.shown import record_href
from atlas.site.findable import KIND_WORDS, KINDS_WITHOUT_PAGES, Findable, findables
from atlas.site.search import LONGEST, entry, slim, with_worker
from atlas.site.sections import sections
from atlas.site.spellings import SAME

from tests.atlases import catalog

DPO = Findable("method", "Direct preference optimisation (DPO)", ("DPO",), (), "dpo", "Trains on pairs.")
TERM = Findable("term", "Reward model (RM)", ("Reward model", "RM"), (), "", "Scores an answer.")


def index(*docs: tuple[str, str, str]) -> str:
    return json.dumps({"config": {"separator": " "}, "docs": [entry(*doc) for doc in docs]})


def slimmed(text: str, **items: Findable) -> dict[str, Any]:
    places = {"dpo": "methods/dpo/", "term": "glossary/#reward-model"}
    found = json.loads(slim(text, {places[name]: item for name, item in items.items()}))
    return {doc["location"]: doc for doc in found["docs"]}


def test_every_record_of_every_kind_is_found_by_its_title() -> None:
    found = findables(catalog(), [])
    for found_in in (item for item in catalog().entries if item.kind not in KINDS_WITHOUT_PAGES):
        item = found[record_href(found_in.address).removeprefix("@/")]
        assert item.kind == KIND_WORDS[found_in.kind], "a new kind needs its word"
        assert found_in.record.title in item.title
        assert item.text == found_in.record.summary
        assert found_in.kind == "citations" or found_in.record.title in item.names


def test_short_names_abbreviations_and_both_names_of_a_title_are_names() -> None:
    found = findables(catalog(), [])
    assert "DPO" in found["methods/dpo/"].names
    assert "RM" in found["glossary/#reward-model"].names
    assert {"TAU-bench", "τ-bench"} <= {*found["benchmarks/tau-bench/"].names}
    assert "RLHF" in found["stages/preference-learning/"].other_names


def test_large_numbers_are_words_in_both_forms() -> None:
    words = findables(catalog(), [])["models/llama31-405b/"].words.split()
    assert {"3.8e25", "1.56e13", "15.6T", "405B"} <= {*words}


def test_a_record_without_a_heading_of_its_own_is_added() -> None:
    found = slimmed(index(("glossary/", "Glossary", "Terms.")), term=TERM)
    assert found["glossary/#reward-model"]["names"] == ["Reward model", "RM"]
    assert found["glossary/#reward-model"]["text"] == "Scores an answer."
    assert "names" not in found["glossary/"]


def test_a_page_leads_with_its_summary_and_keeps_its_words() -> None:
    found = slimmed(index(("methods/dpo/", "DPO", "<p>Trains on pairs. By <b>Rafailov</b> &amp; al.</p>")), dpo=DPO)
    assert found["methods/dpo/"]["text"] == "Trains on pairs."
    assert found["methods/dpo/"]["more"] == "By Rafailov & al."


def test_a_long_section_is_cut_and_keeps_the_names_of_the_rest() -> None:
    text = "Words of prose " * 60 + "GPT-4o and o1 score 71 on MMLU."
    entry = slimmed(index(("a/#b", "B", text)))["a/#b"]
    assert len(entry["text"]) <= LONGEST + 2
    assert {"GPT", "o1", "MMLU"} <= {*entry["words"].split()}


def test_sections_that_nobody_searches_and_sources_of_formulas_are_left_out() -> None:
    found = slimmed(index(("a/#references", "References", "x"), ("a/#f", "F", r"loss ℒ\mathcal{L} per token")))
    assert {*found} == {"a/#f"}
    assert found["a/#f"]["text"] == "loss per token"


def read(content: str) -> list[tuple[str | None, str, str]]:
    """Id, title and text of each section of a page."""
    parts = ((part.id, "".join(part.title), "".join(part.text)) for part in sections(content))
    return [(id, " ".join(title.split()), " ".join(text.split())) for id, title, text in parts]


def test_cells_of_a_table_do_not_run_together() -> None:
    assert read("<tr><td>8B</td><td>ab<em>out</em></td></tr>") == [(None, "", "8B about")]


def test_a_page_is_read_in_sections_by_the_headings_that_have_an_id() -> None:
    page = """
    <h1 id="top">A<a class="headerlink" href="#top">&para;</a></h1><p>one</p>
    <div data-search-exclude><div>chart</div> of marks</div><h3>no id</h3>
    <h2 id="b">B <code>c</code></h2><p>two</p><script>alert(1)</script><math><mi>x</mi></math><!-- said -->
    <details><h3 id="inner">Inner</h3><p>three</p></details><p>four</p>
    """
    assert read(page) == [(None, "A", "one no id"), ("b", "B c", "two four"), ("inner", "Inner", "three")]


def test_text_before_the_first_heading_is_a_section_of_the_page() -> None:
    assert read('<p>before</p><h2 id="b">B</h2>') == [(None, "", "before"), ("b", "B", "")]


def test_the_script_of_the_atlas_answers_in_place_of_the_themes() -> None:
    page = '{"base": "..", "search": "../assets/javascripts/workers/search.a7633da7.min.js", "tags": null}'
    assert with_worker(page) == '{"base": "..", "search": "../assets/js/search.js", "tags": null}'
    assert with_worker("<p>no search</p>") == "<p>no search</p>"


def test_no_spelling_stands_in_two_groups() -> None:
    spellings = [word for group in SAME for word in group]
    assert len(spellings) == len(set(spellings))
    assert all(len(group) > 1 and word == word.lower() for group in SAME for word in group)
