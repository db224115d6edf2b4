"""Every link leads somewhere, and one that does not stops the build."""

from __future__ import annotations

from pathlib import Path

from atlas.site.links import Anatomy, Checked, anatomy, broken_links, checked, ways

from tests.atlases import edit, run_atlas, tree


def test_every_link_of_the_real_site_leads_somewhere(built_site: Path) -> None:
    files = {path.relative_to(built_site).as_posix(): path for path in built_site.rglob("*") if path.is_file()}
    pages = {name: checked(name, path.read_text()) for name, path in files.items() if name.endswith(".html")}
    assert list(broken_links(files, pages)) == []


def test_broken_links_and_doubled_ids_are_found() -> None:
    page = Anatomy(frozenset({"a"}), ("a",), frozenset({"b/", "#c", "b/#d", "/x/", "https://x.org/", "i.svg"}))
    other = Anatomy(frozenset(), (), frozenset({"../", "../#a"}))
    parts = {"index.html": page, "b/index.html": other}
    pages = {path: Checked(found.ids, found.twice, ways(path, found, "/base/")) for path, found in parts.items()}
    assert list(broken_links({"index.html", "b/index.html"}, pages)) == [
        "index.html: the id 'a' stands twice",
        "index.html: the link '#c' leads to no id in index.html",
        "index.html: the link '/x/' leaves the site, which is at /base/",
        "index.html: the link 'b/#d' leads to no id in b/index.html",
        "index.html: the link 'i.svg' leads to no file",
    ]


def test_links_of_drawings_are_links() -> None:
    assert anatomy('<svg><a xlink:href="@/x/"><title>X</title></a></svg>').targets == {"@/x/"}


def test_a_broken_link_in_a_page_fails_the_build_and_leaves_the_last_site(built_mini: Path) -> None:
    before = tree(built_mini / "site")
    edit(built_mini / "docs/index.md", "# Three stages", '# Three stages\n\n<a href="@/nowhere/">x</a>')
    done = run_atlas("build", "--root", str(built_mini))
    assert done.returncode == 1
    assert "index.html: the link 'nowhere/' leads to no file" in done.stderr
    assert tree(built_mini / "site") == before
