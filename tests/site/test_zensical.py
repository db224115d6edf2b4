"""The other engine: what it is given, what it leaves undone, and what a reader is told when it fails."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from atlas.site.failure import EngineFailed
from atlas.site.identity import IDENTITY
from atlas.site.zensical.as_staged import AsStaged, hidden, restored
from atlas.site.zensical.running import VERSION, require, words
from atlas.site.zensical.searching import index, styles
from markdown import markdown

from tests.atlases import ROOT, edit, run_atlas, tree


def build(root: Path, **environ: str) -> dict[str, bytes]:
    done = run_atlas("build", "--engine", "zensical", "--root", str(root), **environ)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(root / "site")


def refused(root: Path) -> str:
    """What is said where a build fails; the last site is as it was, and nothing is left over."""
    before, standing = tree(root / "site"), sorted(path.name for path in (root / "build").iterdir())
    done = run_atlas("build", "--engine", "zensical", "--root", str(root))
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "the last one is untouched" in done.stderr
    assert tree(root / "site") == before
    assert sorted(path.name for path in (root / "build").iterdir()) == standing
    return done.stderr


def test_the_same_input_gives_the_same_bytes_and_nothing_left_over_gets_in(built_mini: Path) -> None:
    killed = built_mini / "build" / "zensical-1"
    killed.mkdir()
    (killed / "stray.html").write_text("of a build that was killed", encoding="utf-8")
    first = build(built_mini, TZ="Pacific/Chatham", LC_ALL="C", PYTHONHASHSEED="1")
    second = build(built_mini, TZ="America/St_Johns", LC_ALL="C.UTF-8", PYTHONHASHSEED="99")
    assert first == second
    assert "stray.html" not in first
    assert not killed.exists()
    made = json.loads(first[IDENTITY])
    assert (made["engine"], made["versions"]["zensical"]) == ("zensical", VERSION)
    assert "mkdocs" not in made["versions"]
    assert b"# Fine-tuning" in first["stages/sft/index.md"]
    assert b"default-src 'none'" in first["stages/sft/index.html"]


def test_a_warning_of_the_engine_fails_the_build_in_its_words(built_mini: Path) -> None:
    edit(built_mini / "docs/index.md", "# Three stages", "# Three stages\n\n[x](gone.md)")
    said = refused(built_mini)
    assert "Zensical stopped" in said
    assert "index.md:" in said
    assert "page does not exist" in said


def test_a_picture_that_the_engine_does_not_miss_fails_the_build(built_mini: Path) -> None:
    edit(built_mini / "docs/index.md", "# Three stages", "# Three stages\n\n![x](gone.png)")
    assert "the link 'gone.png' leads to no file" in refused(built_mini)


def test_a_template_that_the_engine_cannot_read_is_named(built_mini: Path) -> None:
    overrides = built_mini.parents[1] / "overrides"
    overrides.unlink()
    shutil.copytree(ROOT / "overrides", overrides)
    with (overrides / "partials" / "content.html").open("a", encoding="utf-8") as file:
        file.write("{% if %}")
    assert "in partials/content.html:" in refused(built_mini)


def test_the_version_is_pinned_wherever_it_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["optional-dependencies"]["zensical"] == [f"zensical=={VERSION}"]
    assert f"\nzensical=={VERSION} \\\n" in (ROOT / "requirements.txt").read_text(encoding="utf-8")


def test_without_the_engine_or_with_another_version_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    require()

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    for version, wrong in ((missing, "it is not installed"), (lambda _: "0.1.0", "version 0.1.0 is installed")):
        monkeypatch.setattr(importlib.metadata, "version", version)
        with pytest.raises(EngineFailed, match=rf"{wrong}: run 'pip install zensical=={re.escape(VERSION)}'"):
            require()


def test_what_the_engine_said_has_no_colours_and_no_stack() -> None:
    output = "\x1b[31mWarning\x1b[0m: gone\nTraceback (most recent call last):\n  File x\n    y()\nError: why\n"
    assert words(output) == "Warning: gone\nError: why"


RAW = (
    '<div><a href="../a/">a</a> <img src="b.svg"><use xlink:href="c.svg#d"/>'
    '<a href="#e">e</a><a href="/f">f</a><a href="https://g.org/">g</a><a href="mailto:h@i.org">h</a></div>'
)


def test_addresses_in_raw_html_are_hidden_and_come_back_as_they_were() -> None:
    for kept in ("#e", "/f", "https://g.org/", "mailto:h@i.org"):
        assert f'href="{kept}"' in hidden(RAW)
    for changed in ("../a/", "b.svg", "c.svg#d"):
        assert f'"{changed}"' not in hidden(RAW)
    assert restored(hidden(RAW)) == RAW


def test_addresses_in_markdown_are_left_to_the_engine() -> None:
    text = f'{RAW}\n\n[j](k.md) and <b><a href="../l/">l</a></b>\n\n## m {{ data-search-exclude }}\n'
    given = markdown(text, extensions=["attr_list", AsStaged()])
    assert 'href="k.md"' in given
    assert '"../l/"' not in given
    assert "data-search-exclude" not in given
    assert restored(given) == markdown(text, extensions=["attr_list"])


def test_titles_and_texts_of_the_index_cannot_inject_markup(tmp_path: Path) -> None:
    (tmp_path / "search.json").write_text('{"config": {}, "items": []}', encoding="utf-8")
    section = {"location": "a/#b", "title": "<img src=x> & more", "text": "<b>"}
    (item,) = json.loads(index(tmp_path, [section], {}))["items"]
    assert (item["title"], item["text"]) == ("&lt;img src=x&gt; &amp; more", "&lt;b&gt;")


def test_a_script_whose_styles_are_not_found_fails_the_build(tmp_path: Path) -> None:
    scripts = tmp_path / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    brings = 'o=n.attachShadow({mode:"open"});o.appendChild(C("style",{},Tc.toString()))'
    (scripts / "bundle.1.min.js").write_text(rf"var Tc='.a:after{{content:\"\u201c\"}}';{brings}", encoding="utf-8")
    assert styles(tmp_path) == ('.a:after{content:"“"}',)
    (scripts / "bundle.1.min.js").write_text("var Tc='.a{}'", encoding="utf-8")
    with pytest.raises(EngineFailed, match="no styles of its search"):
        styles(tmp_path)
