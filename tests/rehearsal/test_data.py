"""The data as programs of others open them: each export fetched from the server, read as its users read it."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
import rispy
from atlas.model import Citation as Source
from bibtexparser.entrypoint import parse_string
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openapi_spec_validator import OpenAPIV31SpecValidator
from pyld import jsonld
from referencing import Registry, Resource

from tests.atlases import catalog
from tests.rehearsal.server import Hosted

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SCHEMA = "https://schema.org/"


def loaded(host: Hosted, path: str) -> Any:
    answer = host.ask(path)
    assert answer.status == 200, path
    return json.loads(answer.body)


def text(host: Hosted, path: str) -> str:
    return host.ask(path, Accept_Encoding="identity").body.decode()


def sources() -> list[str]:
    """The keys of all sources of others."""
    return [key for key, source in catalog().of("citations", Source).items() if not source.own]


def registry(host: Hosted) -> Registry[Any]:
    """What a schema refers to, fetched from the server."""

    def fetched(address: str) -> Resource[Any]:
        return Resource.from_contents(loaded(host, host.here(address)))

    return Registry(retrieve=fetched)  # type: ignore[call-arg]  # made by attrs


def test_everything_that_the_index_names_is_there(host: Hosted) -> None:
    index = loaded(host, "api/v1/index.json")
    named = [kind[form] for kind in index["kinds"] for form in ("json", "csv", "schema")] + [*index["files"].values()]
    assert len(named) > 40
    assert [address for address in named if host.ask(host.here(address)).status != 200] == []
    for kind in index["kinds"]:
        assert loaded(host, host.here(kind["json"]))["count"] == kind["count"]


def test_the_description_is_valid_and_true(host: Hosted) -> None:
    """Each path answers with the type that is described, and JSON as its schema says."""
    whole = loaded(host, "api/v1/openapi.json")
    here = json.loads(text(host, "api/v1/openapi.json").replace(host.built_for, host.url))
    OpenAPIV31SpecValidator(here, base_uri=f"{host.url}api/v1/openapi.json").validate()  # fetches what it refers to
    (server,) = whole["servers"]
    for path, item in whole["paths"].items():
        described = item["get"]["responses"]["200"]["content"]
        ((type, content),) = described.items()
        filled = path.replace("{kind}", "models").replace("{id}", "deepseek-v3")
        answer = host.ask(host.here(f"{server['url']}{filled}"))
        assert answer.status == 200
        assert answer.headers["content-type"].partition(";")[0] == type, path
        assert answer.headers["access-control-allow-origin"] == "*"
        if type == "application/json":
            schema = {**content["schema"], "components": whole["components"]}
            Draft202012Validator(schema, registry=registry(host)).validate(json.loads(answer.body))


def test_every_record_keeps_to_its_schema(host: Hosted) -> None:
    for kind in loaded(host, "api/v1/index.json")["kinds"]:
        schema = loaded(host, host.here(kind["schema"]))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, registry=registry(host))
        for record in loaded(host, host.here(kind["json"]))["records"]:
            assert [error.message for error in validator.iter_errors(record["record"])] == [], record["id"]


def test_a_feed_reader_reads_the_feed(host: Hosted) -> None:
    answer = host.ask("feed.xml")
    read = feedparser.parse(io.BytesIO(answer.body), response_headers=dict(answer.headers))
    assert not read.bozo, read.get("bozo_exception")
    assert (read.version, read.encoding) == ("atom10", "utf-8")
    assert read.feed.title.startswith("Training-Lifecycle Atlas")
    assert read.feed.rights == "CC BY 4.0"
    assert read.entries
    for entry in read.entries:
        assert entry.id
        assert entry.title
        assert entry.updated_parsed
        assert host.ask(host.here(entry.link)).status == 200
        for address in re.findall(r'href="([^"]+)"', entry.content[0].value):
            assert host.ask(host.here(html.unescape(address))).status == 200


def test_bibliography_programs_read_the_sources(host: Hosted) -> None:
    library = parse_string(text(host, "citations.bib"))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == sources()
    assert all({"title", "author", "year"} <= {field.key for field in entry.fields} for entry in library.entries)
    read = rispy.loads(text(host, "citations.ris"))
    assert [entry["id"] for entry in read] == sources()
    assert all(entry["title"] and entry["authors"] and entry["year"] for entry in read)


def test_a_citation_processor_makes_a_bibliography(host: Hosted) -> None:
    items = loaded(host, "citations.json")
    assert [item["id"] for item in items] == sources()
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        made.register(Cited([CitationItem(item["id"])]))
    lines = [str(line) for line in made.bibliography()]
    assert len(lines) == len(items)
    assert any(line.startswith("Abdin, M.") and "Phi-4 Technical Report" in line for line in lines)


def test_a_program_for_data_packages_finds_nothing_wrong(host: Hosted, tmp_path: Path) -> None:
    (tmp_path / "atlas-csv.zip").write_bytes(host.ask("api/v1/atlas-csv.zip").body)
    command = [sys.executable, "-m", "frictionless", "validate", "atlas-csv.zip", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert (report["valid"], report["stats"]["errors"], report["stats"]["warnings"]) == (True, 0, 0), report["errors"]
    rows = {task["name"]: task["stats"]["rows"] for task in report["tasks"]}
    assert rows["figures"] == catalog().number_of_figures
    assert rows["compute-shares"] == len(catalog().by_kind["compute_shares"])
    assert len(rows) == len(loaded(host, "api/v1/index.json")["kinds"]) + 1


def test_the_database_and_the_sheets_open_and_agree(host: Hosted, tmp_path: Path) -> None:
    (tmp_path / "atlas.sqlite").write_bytes(host.ask("api/v1/atlas.sqlite").body)
    database = sqlite3.connect(tmp_path / "atlas.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for name in [*(kind["kind"] for kind in loaded(host, "api/v1/index.json")["kinds"]), "figures"]:
        rows = list(csv.reader(io.StringIO(text(host, f"api/v1/{name}.csv")), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        found = database.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - the name of a kind
        assert rows[0] == [column[0] for column in found.description]
        assert [row[0] for row in rows[1:]] == [row[0] for row in found]
    database.close()


def test_every_address_of_the_sitemap_is_a_page_that_calls_itself_so(host: Hosted) -> None:
    content = host.ask("sitemap.xml").body
    assert gzip.decompress(host.ask("sitemap.xml.gz").body) == content
    assert f"Sitemap: {host.built_for}sitemap.xml" in text(host, "robots.txt").splitlines()
    root = ET.fromstring(content)
    assert root.tag == f"{SITEMAP}urlset"
    assert len(root) < 50_000
    listed = []
    for url in root:
        assert [part.tag for part in url] in ([f"{SITEMAP}loc"], [f"{SITEMAP}loc", f"{SITEMAP}lastmod"])
        listed.append(url[0].text or "")
        assert len(url) == 1 or date.fromisoformat(url[1].text or "") <= date.fromisoformat(catalog().newest_review)
        page = text(host, host.here(listed[-1]))
        assert re.search(rf'<link rel="?canonical"? href="?{re.escape(listed[-1])}[">\s]', page), listed[-1]
    pages = {path.parent for path in host.site.rglob("index.html")}
    moved = {host.site / former.removeprefix(host.base) for former in former_addresses(host)}
    assert {host.site / host.here(address) for address in listed} == pages - moved
    assert len(set(listed)) == len(listed) > 400


def former_addresses(host: Hosted) -> Iterator[str]:
    """The addresses that lead on, with the path of the site."""
    return (line.split()[0] for line in (host.site / "_redirects").read_text("utf-8").splitlines())


def own_context(address: str, _: object) -> dict[str, Any]:
    """The context of schema.org, as far as the atlas uses it, without asking the network."""
    assert address.rstrip("/") == SCHEMA.rstrip("/")
    links = {name: {"@type": "@id"} for name in ("url", "contentUrl", "item", "license")}
    context = {"@vocab": SCHEMA, **{name: {"@id": f"{SCHEMA}{name}", **rule} for name, rule in links.items()}}
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": context}}


def test_what_pages_say_of_themselves_are_statements_about_what_is_there(host: Hosted) -> None:
    load: Callable[..., Any] = own_context
    kinds: set[str] = set()
    asked: set[str] = set()
    for path in sorted(host.site.rglob("index.html")):
        found = re.findall(r'<script type="?application/ld\+json"?>(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
        for said in found:
            quads = jsonld.to_rdf(json.loads(said), {"documentLoader": load})["@default"]
            assert all(quad["subject"]["type"] == "blank node" or "://" in quad["subject"]["value"] for quad in quads)
            assert all(quad["predicate"]["value"].startswith((SCHEMA, "http://www.w3.org/")) for quad in quads)
            kinds |= {quad["object"]["value"] for quad in quads if quad["predicate"]["value"].endswith("#type")}
            objects = {quad["object"]["value"] for quad in quads if quad["object"]["type"] == "IRI"}
            asked |= {address for address in objects if address.startswith(host.built_for)}
    wanted = {"Dataset", "DataDownload", "ScholarlyArticle", "BreadcrumbList", "ListItem", "Person"}
    assert {f"{SCHEMA}{kind}" for kind in wanted} <= kinds
    assert len(asked) > 300
    assert [address for address in sorted(asked) if host.ask(host.here(address)).status != 200] == []


def test_programs_that_read_before_they_follow_links_find_what_is_named(host: Hosted) -> None:
    outline = text(host, "llms.txt")
    links = re.findall(r"\]\(([^)]+)\)", outline)
    assert len(links) > 200
    assert [link for link in links if host.ask(host.here(link)).status != 200] == []
    assert len(text(host, "llms-full.txt")) > 100_000


@pytest.mark.parametrize("page", ["", "models/", "models/deepseek-v3/", "timeline/", "citations/rafailov2023-dpo/"])
def test_a_page_names_its_other_forms(host: Hosted, page: str) -> None:
    head = text(host, page).partition("</head>")[0]
    forms = re.findall(r'rel="?alternate ?"? type="?([\w/+]+)"?[^>]* href="?([^">\s]+)', head)
    assert {"text/markdown", "application/atom+xml"} <= {type for type, _ in forms}
    for type, way in forms:
        answer = host.ask(host.here(urljoin(host.built_for + page, way)))
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, type)
