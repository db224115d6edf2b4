"""Scripts joined into one do what the modules do, and what cannot be joined is named."""

from __future__ import annotations

import re

import pytest
from atlas.site.assets import served
from atlas.site.joining import NotJoined, imported, joined
from playwright.sync_api import Browser

from tests.atlases import ROOT

SCRIPTS = {
    "entry.js": (
        'import { one, two as second } from "./parts.js";\n'
        'import { log } from "./log.js?v=12ab";\n'
        "const LIMIT = 1;\n"
        'log(`${one()} ${second} ${LIMIT}`);\nimport("./late.js").then((found) => found.late());\n'
    ),
    "parts.js": 'import{log}from"./log.js";const LIMIT=2;export function one(){return LIMIT}export const two=one()+1;',
    "late.js": 'import { log } from "./log.js";\nexport async function late() {\n  log("late");\n}\n',
    "log.js": "export const log = (words) => (document.title += `${words};`);\n",
    "alone.js": "export const alone = 1;\n",
}


def test_the_joined_script_does_what_the_modules_do(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<title></title>")
    page.add_script_tag(content=joined("entry.js", SCRIPTS))
    page.wait_for_function("document.title.includes('late')")
    assert page.title() == "2 3 1;late;"
    page.close()


def test_a_script_joins_what_it_needs_and_nothing_else() -> None:
    assert imported("entry.js", SCRIPTS) == {"entry.js", "parts.js", "late.js", "log.js"}
    text = joined("entry.js", SCRIPTS)
    assert "alone" not in text
    assert text.index('modules["log.js"]=') < text.index('modules["parts.js"]=') < text.index('modules["entry.js"]=')


def test_the_order_in_which_files_are_found_changes_no_byte() -> None:
    assert joined("entry.js", dict(reversed(SCRIPTS.items()))) == joined("entry.js", SCRIPTS)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("export default 1;", "entry.js: .*export default 1"),
        ('import * as all from "./log.js";', "entry.js: .*import \\* as all"),
        ('import { a } from "../far.js";', "entry.js: .*far.js"),
        ("const here = import.meta.url;", "entry.js: .*import.meta.url"),
        ('import { a } from "./gone.js";', "there is no script gone.js"),
        ('import { entry } from "./entry.js";', "in a circle: entry.js"),
    ],
)
def test_what_cannot_be_joined_is_named(text: str, complaint: str) -> None:
    with pytest.raises(NotJoined, match=complaint):
        joined("entry.js", {**SCRIPTS, "entry.js": text})


def test_every_script_of_the_atlas_is_in_a_form_that_can_be_joined() -> None:
    paths = [*(ROOT / "docs" / "assets" / "js").glob("*.js")]
    files = served({path.relative_to(ROOT / "docs").as_posix(): path.read_bytes() for path in paths}, [])
    scripts = {name.rpartition("/")[2]: text.decode() for name, text in files.items()}
    own = ROOT / "scripts" / "atlas" / "site" / "offline" / "files.js"
    text = joined("atlas.js", scripts | {"files.js": own.read_text(encoding="utf-8")})
    assert set(re.findall(r'modules\["([\w-]+\.js)"\]=', text)) == {*scripts} - {"search.js", "search-index.js"}


def test_no_script_reads_a_file_in_a_way_that_fails_on_disk() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "assets" / "js").glob("*.js")}
    assert [name for name, text in texts.items() if re.search(r"fetch\(|import\.meta", text)] == ["files.js"]


def test_both_scripts_that_read_files_offer_the_same() -> None:
    paths = (ROOT / "docs" / "assets" / "js" / "files.js", ROOT / "scripts" / "atlas" / "site" / "offline" / "files.js")
    online, offline = (set(re.findall(r"export (?:async )?\w+ (\w+)", path.read_text("utf-8"))) for path in paths)
    assert online == offline == {"TOP", "textOf"}
