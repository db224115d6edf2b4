"""Sources as they are in the world: particles and suffixes of names, odd DOIs, old arXiv numbers, LaTeX in titles."""

from __future__ import annotations

import pytest
from atlas.catalog.plain_text import has_latex, without_latex
from atlas.evidence.bibtex import as_bibtex
from atlas.evidence.citing import author_label, authors, web_address
from atlas.model import Citation
from hypothesis import given
from hypothesis import strategies as st


def source(*people: dict[str, str], **more: object) -> Citation:
    fields = {
        "title": "A title", "summary": "A sentence.", "reviewed": "2026-11-24", "type": "article", "issued": "1999-01",
        "arxiv": "cs/9901001", "tier": "primary", "seen": "primary", "accessed": "2026-11-24", "authors": people,
    }  # fmt: skip
    return Citation.model_validate({**fields, **more})


VON = {"family": "Werra", "given": "Leandro", "non_dropping_particle": "von"}
PRICE = {"family": "Price", "given": "R. A.", "suffix": "Jr."}


def test_particles_and_suffixes_are_shown_with_the_name() -> None:
    found = source(VON, PRICE)
    assert author_label(found) == "von Werra and Price"
    assert authors(found) == "Leandro von Werra and R. A. Price Jr."


def test_bibtex_writes_the_suffix_between_the_names() -> None:
    assert "author = {von Werra, Leandro and Price, Jr., R. A.}" in as_bibtex("a1999-x", source(VON, PRICE))


def test_bibtex_keeps_every_sign_of_a_title_and_its_braces_balanced() -> None:
    entry = as_bibtex("a1999-x", source(VON, title="A & B: 50 % of {x=1, c^2 ~ C#_1"))
    assert r"A \& B: 50 \% of \textbraceleft{}x=1, c\textasciicircum{}2 \textasciitilde{} C\#\_1" in entry
    assert entry.count("{") == entry.count("}")


def test_an_organisation_has_no_suffix() -> None:
    with pytest.raises(ValueError, match="an author is"):
        source({"literal": "Meta AI", "suffix": "Jr."})


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1145/3442188.3445922", "https://doi.org/10.1145/3442188.3445922"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO%3B2-2",
        ),
        ("10.1000/a[b]#c?d%e", "https://doi.org/10.1000/a%5Bb%5D%23c%3Fd%25e"),
    ],
)
def test_every_sign_of_a_doi_reaches_the_resolver(doi: str, address: str) -> None:
    assert web_address(source(VON, doi=doi, arxiv=None)) == address


@pytest.mark.parametrize("number", ["cs/9901001", "math.GT/0309136", "2203.02155", "2203.02155v2", "hep-th/9901001v3"])
def test_arxiv_numbers_of_every_time_are_taken(number: str) -> None:
    assert web_address(source(VON, arxiv=number)) == f"https://arxiv.org/abs/{number}"


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        ("{BERT}: Pre-training", "BERT: Pre-training"),
        (r"G{\"o}del and Andr\'{e}", "Gödel and André"),
        (r"Erd\H{o}s, \v{S}ime\v{c}ek, Stra{\ss}e", "Erdős, Šimeček, Straße"),
        (r"na\"{\i}ve", "naïve"),
        (r"The $O(n^2)$ cost of $\lambda_2$", "The O(n²) cost of λ₂"),
        (r"R \& D at 5\% -- \textit{Deep}", "R & D at 5% – Deep"),
        (r"\foo{x}", None),
    ],
)
def test_latex_of_bibliographies_becomes_plain_text(latex: str, plain: str | None) -> None:
    assert has_latex(latex)
    assert without_latex(latex) == plain


@pytest.mark.parametrize("title", ["Less Than $2 Per Hour to Make $3", "C# ranks #1", "A_B and x^2", "50 % of ~100"])
def test_signs_of_plain_titles_are_no_latex(title: str) -> None:
    assert not has_latex(title)


@given(st.text(alphabet="ab\\{}$^_~'\"cuv&% 0", max_size=40))
def test_any_latex_becomes_text_without_latex_or_none(latex: str) -> None:
    plain = without_latex(latex)
    assert plain is None or not set("\\{}") & set(plain)
