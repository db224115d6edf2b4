"""Styles are joined in their order, and nothing is lost from them or from the scripts."""

from __future__ import annotations

from atlas.site.assets import STYLES, served


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
