"""A built site made to work from disk: links to files, scripts without modules, and data in scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from atlas.files import files_below
from atlas.site.assets import SCRIPTS
from atlas.site.failure import EngineFailed
from atlas.site.finish import INDEX
from atlas.site.identity import IDENTITY, claim
from atlas.site.joining import NotJoined, imported, joined
from atlas.site.output import write
from atlas.site.relinking import Files, Unlinked
from atlas.site.search import WORKER
from atlas.site.security import from_disk

_OWN = Path(__file__).parent / "offline"
_THEME = f"{SCRIPTS}atlas-on-disk.js"
"""The script that stands before those of the theme."""

_FILES = "files.js"
"""The own script that reads files, for which a site on disk has another one."""

_OF_SERVERS = ("_headers", "_redirects", ".nojekyll", "404.html", "robots.txt", "sitemap.xml.gz")
_READ = ("former.json", "citations/*.json", "compare/*.json", "glossary/*.json", "tables/*.csv", "api/v1/*/*.json")
"""What scripts read."""

_MODULE = re.compile(r'(<script src="[^"]*?(assets/js/([\w-]+\.js))[^"]*") type="module"(?=>)')
_OTHER_MODULE = re.compile(r'<script\b[^>]*\btype="?module\b[^>]*>')
_BUNDLE = re.compile(r'<script src="([^"]*)assets/javascripts/bundle\.')
_PRELOAD = re.compile(r'\s*<link rel="preload"[^>]*>')


def take_offline(site: Path) -> None:
    """Change a site that is complete, in place, so that it works from disk.

    Raises:
        EngineFailed: a link leads to no file, or a script cannot be joined.
    """
    made_from = json.loads((site / IDENTITY).read_text(encoding="utf-8"))
    for name in _OF_SERVERS:
        (site / name).unlink(missing_ok=True)
    paths = set(files_below(site))
    files = Files(paths, urlsplit(made_from["site_url"]).path or "/")
    try:
        entries = set[str]()
        for path in sorted(path for path in paths if path.endswith(".html")):
            text = (site / path).read_text(encoding="utf-8")
            entries |= {match[3] for match in _MODULE.finditer(text)}
            write(site / path, _page(files.relinked(path, text)).encode())
        _join(site, sorted(entries))
        for path, text in _data(site, files):
            write(site / f"{path}.js", _kept(path, text).encode())
        _write_search(site, files)
    except (NotJoined, Unlinked) as reason:
        raise EngineFailed(f"no site for the disk can be made: {reason}") from reason
    claim(site, {key: value for key, value in made_from.items() if key != "files"} | {"offline": True})


def _page(text: str) -> str:
    """A page with its links in order, as it asks for scripts and fonts that a browser takes from disk."""
    text = from_disk(_PRELOAD.sub("", _MODULE.sub(r"\1 defer", text)))
    other = _OTHER_MODULE.search(text)
    if other:
        raise NotJoined(f"{other[0]} is a module outside of {SCRIPTS}: put it there")
    return _BUNDLE.sub(rf'<script src="\g<1>{_THEME}"></script>\n      \g<0>', text)


def _join(site: Path, entries: list[str]) -> None:
    """Write a script without modules over each module that pages ask for, and take away those that it holds."""
    folder = site / SCRIPTS
    scripts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.js")}
    scripts |= {_FILES: (_OWN / _FILES).read_text(encoding="utf-8")} if _FILES in scripts else {}
    for entry in entries:
        write(folder / entry, joined(entry, scripts).encode())
    for name in {name for entry in entries for name in imported(entry, scripts)} - {*entries}:
        (folder / name).unlink()


def _data(site: Path, files: Files) -> Iterator[tuple[str, str]]:
    """Each file that scripts read, with links to files in the HTML that it holds."""
    for path in sorted(path for pattern in _READ for path in site.glob(pattern)):
        name, text = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            text = json.dumps(_relinked(json.loads(text), name, files), ensure_ascii=False, separators=(",", ":"))
        yield name, text


def _relinked(data: object, path: str, files: Files) -> object:
    if isinstance(data, str):
        return files.relinked(path, data) if "<" in data else data
    if isinstance(data, list):
        return [_relinked(item, path, files) for item in data]
    if isinstance(data, dict):
        return {key: _relinked(item, path, files) for key, item in data.items()}
    return data


def _write_search(site: Path, files: Files) -> None:
    """Write the index of the search and its worker as scripts, the one as the theme asks for it on disk."""
    workers = [site / WORKER, *sorted((site / "assets" / "javascripts" / "workers").glob("search.*.js"))]
    worker = next((path.read_text(encoding="utf-8") for path in workers if path.is_file()), "")
    theme = (_OWN / "theme.js").read_text(encoding="utf-8")
    write(site / _THEME, f"{_kept('search', worker)}{theme}".encode())
    if not (site / INDEX).is_file():
        return
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    for doc in index["docs"]:
        doc["location"] = files.target("index.html", f"./{doc['location']}").removeprefix("./")
    write(site / INDEX.with_suffix(".js"), f"var __index={_script(index)};\n".encode())


def _kept(path: str, text: str) -> str:
    """A script that keeps the text of a file for those that ask for it."""
    return f"(globalThis.atlasFiles??={{}})[{_script(path)}]={_script(text)};\n"


def _script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
