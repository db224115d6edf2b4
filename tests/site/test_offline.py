"""A site for the disk: what its links, pages, policy and folder become."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from atlas.site.relinking import Files, Unlinked
from atlas.site.security import from_disk

from tests.atlases import edit, run_atlas, tree
from tests.hrefs import lost_on_disk

FILES = Files({"index.html", "a/index.html", "a/b/index.html", "a b/index.html", "x.csv", "s.js"}, "/atlas/")


@pytest.mark.parametrize(
    ("path", "target", "found"),
    [
        ("index.html", "a/", "a/index.html"),
        ("index.html", "a", "a/index.html"),
        ("index.html", ".", "./index.html"),
        ("index.html", "./?q=1#f", "./index.html?q=1#f"),
        ("a/index.html", "../", "../index.html"),
        ("a/index.html", "..", "../index.html"),
        ("a/index.html", "b/#f?g", "b/index.html#f?g"),
        ("a/b/index.html", "../?x=a/b#c", "../index.html?x=a/b#c"),
        ("a/b/index.html", "/atlas/a/#f", "../index.html#f"),
        ("index.html", "a%20b/", "a%20b/index.html"),
        ("a/index.html", "/atlas/a%20b/", "../a%20b/index.html"),
        ("index.html", "x.csv", "x.csv"),
        ("index.html", "s.js?v=1", "s.js?v=1"),
        ("a/index.html", "#f", "#f"),
        ("a/index.html", "?q=1", "?q=1"),
        ("a/index.html", "https://example.org/a/", "https://example.org/a/"),
        ("a/index.html", "data:,", "data:,"),
    ],
)
def test_a_link_to_a_folder_names_the_page_in_it(path: str, target: str, found: str) -> None:
    assert FILES.target(path, target) == found


def test_links_in_html_are_changed_and_nothing_else_is() -> None:
    text = (
        '<a class="x" href="a/?p=1&amp;q=2#f">a/</a><svg><a xlink:href="a/b/"><title>href="a/"</title></a></svg>'
        '<script src="s.js?v=1">const way = \'<a href="a/">\';</script><!-- <a href="a/"> -->'
        '<meta http-equiv="refresh" content="0; url=a/#f"><p title="src a/">'
    )
    assert FILES.relinked("index.html", text) == text.replace(
        'href="a/?p=1&amp;q=2#f"', 'href="a/index.html?p=1&amp;q=2#f"'
    ).replace('xlink:href="a/b/"', 'xlink:href="a/b/index.html"').replace("url=a/#f", "url=a/index.html#f")


def test_a_link_to_no_file_is_named() -> None:
    with pytest.raises(Unlinked, match=r"a/index\.html: the link '\.\./gone/' leads to no file"):
        FILES.relinked("a/index.html", '<a href="../gone/">')


def test_the_policy_is_widened_to_the_disk_and_no_further() -> None:
    policy = "default-src 'none'; script-src 'self' 'sha256-x='; connect-src 'self'; worker-src 'self'; base-uri 'none'"
    page = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><p>\'self\'</p>'
    assert from_disk(page) == page.replace("script-src 'self'", "script-src 'self' file:").replace(
        "worker-src 'self'", "worker-src 'self' blob:"
    )


def build_offline(root: Path) -> dict[str, bytes]:
    done = run_atlas("build", "--offline", "--root", str(root))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"open {root / 'site-offline' / 'index.html'}" in done.stdout
    return tree(root / "site-offline")


def test_it_stands_beside_the_site_for_servers_and_has_the_same_bytes_each_time(mini: Path, tmp_path: Path) -> None:
    first = build_offline(mini)
    assert not (mini / "site").exists()
    assert [line for page in (mini / "site-offline").rglob("*.html") for line in lost_on_disk(page)] == []
    identity = json.loads(first["build.json"])
    assert identity["offline"] is True
    assert {*identity["files"], "build.json"} == {*first}
    assert "_headers" not in first
    assert run_atlas("build", "--root", str(mini)).returncode == 0
    again = mini.parent / "again"
    mini.rename(again)
    assert build_offline(again) == first


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("assets/js/own.js", "own.js: only 'import { … } from' and 'export'"),
        ("own/own.js", 'own/own.js" type="module"> is a module outside of assets/js/: put it there'),
    ],
)
def test_a_script_that_cannot_be_joined_leaves_the_last_site(mini: Path, name: str, complaint: str) -> None:
    first = build_offline(mini)
    for path, text in ((name, "export default 1;"), ("assets/js/search-index.js", "")):
        (mini / "docs" / path).parent.mkdir(exist_ok=True)
        (mini / "docs" / path).write_text(text, encoding="utf-8")
    edit(mini / "mkdocs.yml", "extra_javascript: []", f"extra_javascript: [{{path: {name}, type: module}}]")
    done = run_atlas("build", "--offline", "--root", str(mini))
    assert done.returncode == 1
    assert "no site for the disk can be made: " in done.stderr
    assert complaint in done.stderr
    assert tree(mini / "site-offline") == first
