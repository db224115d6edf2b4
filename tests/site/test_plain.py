"""The plain text beside a page: what a reader sees, as Markdown."""

from __future__ import annotations

import pytest
from atlas.site.plain import plain, texts_beside

FRONT = '---\ntitle: "A &amp; B"\ndescription: "d"\n---\n\n'


def body(text: str) -> str:
    return (
        plain(f"{FRONT}# A & B\n\n{text}\n", "https://example.org/a/")
        .split("# A & B\n\n", 1)[1]
        .rsplit("\n\nThis page", 1)[0]
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Some *Markdown* [stays](x/).", "Some *Markdown* [stays](x/)."),
        ("## Head { #id }\n\n*[SFT]: words\n\ntext", "## Head\n\ntext"),
        ('tokens<sup><a class="cite" href="../c/">1<span> Li 2024</span></a></sup>.', "tokens [1 Li 2024](../c/)."),
        ("<figure><svg><text>12</text></svg><figcaption>A <strong>chart</strong></figcaption></figure>", "A **chart**"),
        ("<dl><div><dt>Lab</dt><dd>DeepSeek</dd></div></dl>", "- **Lab:** DeepSeek"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n\n- two"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
    ],
)
def test_a_piece_of_a_page(text: str, said: str) -> None:
    assert body(text) == said


def test_a_table_is_a_table() -> None:
    table = (
        "<table><caption>Two rows</caption>\n<thead><tr><th>Name</th><th>Value</th></tr></thead>\n<tbody>\n"
        '<tr><th><a href="m/">M</a></th><td>a|b\n<span>c</span></td></tr>\n</tbody></table>'
    )
    assert body(table) == "Two rows\n\n| Name | Value |\n| --- | --- |\n| [M](m/) | a\\|b c |"


def test_a_formula_is_its_source() -> None:
    math = (
        "<math><semantics><mi>θ</mi><annotation encoding='application/x-tex'>&#92;theta</annotation></semantics></math>"
    )
    assert body(f"The {math} is trained.") == "The $\\theta$ is trained."


def test_a_page_without_a_heading_gets_its_title() -> None:
    assert plain(f"{FRONT}text\n", "a/") == "# A & B\n\ntext\n\nThis page as a web page: <a/>\n"


def test_all_texts_stand_in_one_but_for_lists_that_repeat() -> None:
    twins = {"b/index.html": "B\n", "index.html": "A\n", "citations/x/index.html": "X\n", "404.html": ""}
    found = texts_beside(twins)
    assert set(found) == {"index.md", "b/index.md", "citations/x/index.md", "llms-full.txt"}
    assert found["llms-full.txt"] == "B\n\n---\n\nA\n"
