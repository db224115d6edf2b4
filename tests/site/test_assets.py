"""Styles are joined in their order, and nothing is lost from them or from the scripts."""

from __future__ import annotations

import re
from pathlib import Path

from atlas.files import files_below
from atlas.site.assets import STYLES, own_version, served


def test_styles_are_joined_in_order_and_scripts_lose_their_comments() -> None:
    files = {
        "assets/css/b.css": b"/* b */ .b { color: var(--x, red) }",
        "assets/css/a.css": b".a { width: calc(1px + 2%) }",
        "assets/js/a.js": b"// why\nexport const a = `x  ${1}`;\n",
        "assets/js/t.min.js": b"// kept\n",
        "robots.txt": b"x",
    }
    found = served(files, ["assets/css/a.css", "assets/css/b.css", "assets/css/gone.css"])
    assert set(found) == {STYLES, "assets/js/a.js", "assets/js/t.min.js", "robots.txt"}
    assert found[STYLES] == b".a{width:calc(1px + 2%)}.b{color:var(--x,red)}"
    assert found["assets/js/a.js"] == b"export const a=`x  ${1}`;"
    assert found["assets/js/t.min.js"] == b"// kept\n"


def test_without_styles_there_is_no_file_of_them() -> None:
    assert served({"a.css": b"x"}, []) == {"a.css": b"x"}


def test_scripts_name_one_another_by_their_version() -> None:
    files = {"assets/js/a.js": b'import { b } from "./b.js";', "assets/js/b.js": b"export const b = 1;"}
    first = served(files, ())
    second = served(files | {"assets/js/b.js": b"export const b = 2;"}, ())
    named = re.search(rb'"\./b\.js\?v=([0-9a-f]{10})"', first["assets/js/a.js"])
    assert named
    assert named[1] not in second["assets/js/a.js"], "a change of one is a new version of all"


def test_pages_ask_for_own_files_by_their_version(built_site: Path) -> None:
    version = own_version(built_site, files_below(built_site))
    page = (built_site / "models" / "index.html").read_text(encoding="utf-8")
    assert f"assets/css/atlas.css?v={version}" in page
    assert f"assets/js/atlas.js?v={version}" in page
    assert f"assets/js/search.js?v={version}" in page
    assert not re.search(r'assets/(css/atlas\.css|js/\w+\.js)"', page)
    headers = (built_site / "_headers").read_text(encoding="utf-8")
    assert "/assets/js/*\n  Cache-Control: public, max-age=31536000, immutable\n" in headers
