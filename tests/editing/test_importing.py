"""Sources from elsewhere: BibTeX as reference managers export it, CSL-JSON, arXiv numbers and DOIs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from atlas.cli import main
from atlas.editing.formatting import formatted
from atlas.editing.importing.bibtex import from_bibtex
from atlas.editing.importing.csl import from_csl
from atlas.editing.importing.found import Name, from_arxiv, from_doi
from atlas.editing.importing.latex import as_text
from atlas.editing.importing.names import key_of
from atlas.editing.notdone import NotDone
from atlas.model import Citation

from tests.atlases import ROOT

FORTY = ROOT / "tests" / "editing" / "bibliographies" / "forty.bib"
FOUND = from_bibtex(FORTY.read_text(encoding="utf-8"))[0]
BY_PLACE = {source.place.partition(" (")[2].rstrip(")"): source for source in FOUND}


@pytest.fixture
def imported(mini: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, list[str]]:
    """The mini atlas with four sources that are known, after the import of forty entries, and the lines told."""
    for key in ("hoffmann2022-chinchilla", "ouyang2022-instructgpt", "rafailov2023-dpo", "bai2022-cai"):
        shutil.copy(ROOT / "data" / "citations" / f"{key}.yml", mini / "data" / "citations")
    command = ["new", "citations", "--bibtex", str(FORTY), "--today", "2026-11-25", "--root", str(mini)]
    assert main(command) == 1, "one entry is not readable"
    lines = capsys.readouterr().out.splitlines()
    return mini / "data" / "citations", [line for line in lines if "fill it in, then run" not in line]


def test_of_forty_entries_each_is_accounted_for(imported: tuple[Path, list[str]]) -> None:
    told = FORTY.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert imported[1] == told
    assert told[-1].startswith("40 sources: 35 new, 4 known, 1 not readable;")


def test_every_new_record_is_valid_once_its_empty_places_are_filled(imported: tuple[Path, list[str]]) -> None:
    folder = imported[0]
    for line in imported[1][:-2]:
        key = line.partition("): ")[2].partition(":")[0]
        if "is here already" in line:
            continue
        text = (folder / f"{key}.yml").read_text(encoding="utf-8")
        data: dict[str, Any] = yaml.safe_load(text)
        empty = {name for name, value in data.items() if value in (None, [None])}
        assert {"summary", "tier", "seen", "seen_at", "accessed"} <= empty
        needs = {"authors", "issued", "type", "url"} if ": has no" in line or "is no type" in line else set()
        assert empty <= {"summary", "tier", "seen", "seen_at", "accessed", *needs}, key
        data |= {"summary": "A sentence.", "tier": "primary", "seen": "primary"}
        data |= {"seen_at": ["abstract"], "accessed": "2026-11-25"}
        data["reviewed"] = str(data["reviewed"])
        others = {"authors": [{"literal": "A"}], "issued": "2020", "type": "report", "url": "https://example.org/"}
        data |= {name: others[name] for name in empty & others.keys()} | {"issued": str(data["issued"] or "2020")}
        if data.get("url", "") is None or not {"url", "doi", "arxiv"} & data.keys():
            data["url"] = "https://example.org/"
        if "cs/0101001" not in text:  # numbers of before 2007 have a form of their own
            Citation.model_validate(_tuples(data))
        assert formatted("citations", text) == text


def _tuples(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _tuples(value) for key, value in data.items()}
    return tuple(_tuples(item) for item in data) if isinstance(data, list) else data


@pytest.mark.parametrize(
    ("key", "authors"),
    [
        ("made01muller", [Name("Müller", "Jörg"), Name("Straßer", "Zóe")]),
        (
            "made02",
            [Name("Berg", "Hanna", "van der"), Name("Beethoven", "Ludwig", "von"), Name("Cruz", "María", "de la")],
        ),
        ("made03", [Name("King", "Martin", suffix="Jr."), Name("Fontaine", "Jean", "de la", "III")]),
        ("made04", [Name(literal="Meta AI")]),
        ("made05", [Name(literal="DeepSeek-AI"), Name("Liu", "Aixin"), Name("Feng", "Bei")]),
        ("made06", [Name(literal="The TeX Users Group")]),
        ("made09", [Name("Nguyễn", "Thị Hoà")]),
        ("made12", [Name("Hošek", "P."), Name("Kaiser", "Łukasz"), Name("Ås", "Bjørn")]),
        ("made19", [Name("O'Neil", "Cathy"), Name("D'Amour", "Alexander")]),
        ("made25", [Name("García Márquez", "Ana"), Name("Çelik", "Öykü")]),
        ("made29", [Name("Touvron", "Hugo"), Name(literal="Meta AI")]),
        ("made33", [Name("De Sa", "Christopher"), Name("Di Domenico", "Lorenzo")]),
    ],
)
def test_names_are_taken_apart(key: str, authors: list[Name]) -> None:
    assert list(BY_PLACE[key].authors) == authors


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("made01muller", {"title": "Über die Grenzen großer Modelle", "issued": "2019-07", "type": "article-journal"}),
        ("made02", {"container": "Advances in Neural Information Processing Systems", "type": "paper-conference"}),
        ("made02", {"url": "https://proceedings.example.org/paper_files/2020/hash/abc.html"}),
        ("made05", {"arxiv": "2412.99999", "issued": "2024-12", "type": "article", "doi": ""}),
        ("made06", {"title": "Braces Within Braces", "issued": "2023-05-17", "type": "webpage"}),
        ("made07", {"arxiv": "2105.99997", "container": "", "others": True, "type": "article"}),
        ("DBLP:journals/corr/abs-2001-99998", {"arxiv": "2001.99998", "container": "", "url": ""}),
        ("10.1145/3442188.9999999", {"doi": "10.1145/3442188.9999999", "url": "", "type": "paper-conference"}),
        ("made08", {"title": "A Book: With a Subtitle & an Ampersand", "container": "MIT Press", "type": "book"}),
        ("made09", {"container": "Université de Montréal", "type": "report"}),
        ("made10", {"url": "https://blog.example.org/post_one", "type": "webpage"}),
        ("made12", {"title": "Accents of Every Kind: naïve façade, coöperate, Œuvre", "doi": "10.1000/ACCENTS"}),
        ("made13", {"arxiv": "2410.99995", "issued": "2024-10", "container": ""}),
        ("made14", {"type": "manuscript"}),
        ("made15", {"type": "dataset", "container": "Zenodo"}),
        ("made16", {"type": "software", "issued": "2022-11"}),
        ("made18", {"arxiv": "cs/0101001v2", "issued": "2001-01"}),
        ("made19", {"title": "Quotes instead of Braces: “Quoted” and — Dashes – Both", "issued": "2021-12"}),
        ("made20", {"title": "Percent: 95% of It, #1, $5 and a_b"}),
        ("made24", {"title": "A BibLaTeX Report: With a Subtitle", "issued": "2023-12-06", "type": "report"}),
        ("made25", {"issued": "2020-09"}),
        ("made27", {"container": "A Journal of BibLaTeX"}),
        ("made32", {"container": "", "issued": "2000"}),
    ],
)
def test_fields_are_read_as_they_are_meant(key: str, fields: dict[str, object]) -> None:
    assert {name: getattr(BY_PLACE[key], name) for name in fields} == fields


def test_what_has_no_text_is_told() -> None:
    entry = r"@misc{a, author={A, B}, title={A \frobnicate{word}}, year=2020, url={https://example.org/}}"
    ((source,), lost) = from_bibtex(entry)
    assert source.notes == (r"\frobnicate is no command with a text: look at title and authors",)
    assert lost == []


@pytest.mark.parametrize(
    ("latex", "text"),
    [(r"{\'e}", "é"), (r"\v{s}", "š"), ("a~b", "a b"), (r"50\%", "50%"), ("50 % off", "50 % off"), ("{A}{B}", "AB")],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert as_text(latex) == text


def test_csl_items_become_the_same_sources() -> None:
    item = {
        "id": "x",
        "type": "article-journal",
        "title": "A <i>Title</i> &amp; More",
        "author": [
            {"family": "Berg", "given": "Hanna", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            {"literal": "Meta AI"},
        ],
        "issued": {"date-parts": [[2022, 3, 9]]},
        "container-title": "Journal",
        "DOI": "10.1000/x",
        "URL": "https://doi.org/10.1000/x",
    }
    (source,) = from_csl(json.dumps([item]))
    assert (source.title, source.issued, source.container) == ("A Title & More", "2022-03-09", "Journal")
    assert source.authors == (
        Name("Berg", "Hanna", "van der"),
        Name("King", "Martin", suffix="Jr."),
        Name(literal="Meta AI"),
    )
    assert (source.doi, source.url, source.notes) == ("10.1000/x", "", ())
    (other,) = from_csl(
        json.dumps({"items": [{"id": 1, "type": "motion_picture", "URL": "http://arxiv.org/abs/2203.15556"}]})
    )
    assert other.arxiv == "2203.15556"
    assert other.notes == ("'motion_picture' is no type of the atlas: choose one",)


@pytest.mark.parametrize("text", ["{", "[1]", '"x"', ""])
def test_a_file_that_is_no_csl_is_told(text: str) -> None:
    with pytest.raises(NotDone):
        from_csl(text)


def test_a_number_alone_makes_key_and_date(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["new", "--today", "2026-11-25", "--root", str(mini), "citations"]
    assert main([*command, "--arxiv", "https://arxiv.org/abs/2410.12345"]) == 0
    text = (mini / "data/citations/arxiv-2410-12345.yml").read_text(encoding="utf-8")
    assert "type: article\n" in text
    assert 'issued: 2024-10\narxiv: "2410.12345"\n' in text
    assert "# one of primary, secondary\ntier:\n" in text
    assert main([*command, "doe2024-words", "--doi", "https://doi.org/10.1000/Words.1"]) == 0
    assert "doi: 10.1000/Words.1\n" in (mini / "data/citations/doe2024-words.yml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main([*command, "--doi", "10.48550/arXiv.2203.15556"]) == 0
    assert capsys.readouterr().out == "arXiv 2203.15556: is here already as hoffmann2022-chinchilla\n"


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["citations", "--arxiv", "chinchilla"], "'chinchilla' is no arXiv number, such as"),
        (["citations", "--doi", "chinchilla"], "'chinchilla' is no DOI, such as"),
        (["models", "--doi", "10.1000/x"], "only sources come from elsewhere"),
        (["citations", "--bibtex", "nowhere.bib"], "nowhere.bib cannot be read"),
        (["citations"], "name the record: atlas new citations ID"),
        (["citations", "a", "--bibtex", str(FORTY)], "leave the id out"),
    ],
)
def test_what_cannot_be_made_is_told(
    mini: Path, arguments: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *arguments, "--root", str(mini)]) == 1
    assert answer in capsys.readouterr().err


def test_keys_are_plain_and_not_taken() -> None:
    source = BY_PLACE["made25"]
    assert key_of(source, ()) == "garciamarquez2020-unicode"
    assert key_of(source, ("garciamarquez2020-unicode",)) == "garciamarquez2020-unicode-it"
    assert from_arxiv("2203.15556v2") is not None
    assert from_doi("no doi") is None
