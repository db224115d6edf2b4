"""The open data, opened by readers that know nothing of the atlas."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from atlas.exports import EXPORTS
from atlas.exports.api import kind_file, record_file
from atlas.exports.publication import EXPORTED, Publication
from atlas.model import KINDS
from atlas.tables.view import View

from tests.atlases import catalog

SITE = "https://example.org/atlas/"


@cache
def files() -> dict[str, bytes]:
    """Every file of the open data of the real atlas by path."""
    found = Publication(View(catalog()), SITE)
    made = [make(found) for make in EXPORTS.values()]
    for kind in EXPORTED:
        alone = {path: text for id in catalog().by_kind[kind] for path, text in record_file(found, kind, id).items()}
        made += [alone, kind_file(found, kind, alone)]
    paths = [path for some in made for path in some]
    assert len(paths) == len(set(paths)), "two exports give one file"
    return {
        path: content if isinstance(content, bytes) else content.encode()
        for some in made
        for path, content in some.items()
    }


def loaded(path: str) -> Any:
    return json.loads(files()[path])


def sheet(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files()[f"api/v1/{name}.csv"].decode())))


def test_every_record_has_its_file_and_every_file_names_its_licence() -> None:
    index = loaded("api/v1/index.json")
    assert [kind["kind"] for kind in index["kinds"]] == list(EXPORTED)
    for kind in index["kinds"]:
        whole = loaded(kind["json"].removeprefix(SITE))
        assert whole["licence"] == "CC-BY-4.0"
        assert whole["count"] == kind["count"] == len(catalog().by_kind[kind["kind"]])
        for record in whole["records"]:
            alone = loaded(f"api/v1/{kind['kind']}/{record['id']}.json")
            assert record.items() <= alone.items()
            assert alone["self"].endswith(f"{record['id']}.json")
    assert (
        sum(len(record["figures"]) for kind in EXPORTED for record in loaded(f"api/v1/{kind}.json")["records"])
        == (index["figures"])
    )


@pytest.mark.parametrize("kind", EXPORTED)
def test_a_record_read_back_is_the_record(kind: str) -> None:
    """The model is what the schema is made from: a record that it takes is one that the schema takes."""
    for record in loaded(f"api/v1/{kind}.json")["records"]:
        read = KINDS[kind].model_validate_json(json.dumps(record["record"]))
        assert read == catalog().by_kind[kind][record["id"]].record
    assert set(loaded(f"api/v1/schema/{kind}.json")["properties"]) == set(KINDS[kind].model_fields)


def test_a_derived_figure_carries_its_value_and_its_arithmetic() -> None:
    figures = loaded("api/v1/models/deepseek-v3.json")["figures"]
    found = next(figure for figure in figures if figure["address"] == "models/deepseek-v3#tokens-per-active-parameter")
    assert found["evidence"] == "derived"
    assert found["value"] == 400
    assert found["expression"] == "d / n"
    assert {name: part["value"] for name, part in found["inputs"].items()} == {"d": 14.8e12, "n": 37e9}
    assert all("source" in figure and "place" in figure for figure in figures if figure["evidence"] == "disclosed")


def test_no_cell_is_run_by_a_spreadsheet() -> None:
    cells = [cell for name in (*EXPORTED, "figures") for row in sheet(name) for cell in row.values()]
    bad = [cell for cell in cells if re.match(r"[=@\t\r]|[+-](?![\d.])", cell)]
    assert len(cells) > 10_000
    assert bad == []


def test_sheets_hold_every_record_and_figure() -> None:
    for kind in EXPORTED:
        assert [row["id"] for row in sheet(kind)] == list(catalog().by_kind[kind])
    assert len({row["address"] for row in sheet("figures")}) == len(sheet("figures")) > 900


def test_the_database_answers_what_the_sheets_say(tmp_path: Path) -> None:
    (tmp_path / "atlas.sqlite").write_bytes(files()["api/v1/atlas.sqlite"])
    with sqlite3.connect(tmp_path / "atlas.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM figures").fetchone() == (len(sheet("figures")),)
        joined = "SELECT count(*) FROM figures JOIN citations ON citations.id = figures.source WHERE value IS NOT NULL"
        assert database.execute(joined).fetchone()[0] > 500
        assert dict(database.execute("SELECT name, value FROM about"))["licence"] == "CC-BY-4.0"
    database.close()


def test_the_data_package_describes_each_sheet_of_the_zip() -> None:
    with zipfile.ZipFile(io.BytesIO(files()["api/v1/atlas-csv.zip"])) as archive:
        assert archive.testzip() is None
        package = json.loads(archive.read("datapackage.json"))
        assert package["licenses"][0]["name"] == "CC-BY-4.0"
        named = {resource["path"]: resource for resource in package["resources"]}
        assert set(archive.namelist()) == {"datapackage.json", *named}
        for path, resource in named.items():
            content = archive.read(path)
            assert content == files()[f"api/v1/{path}"]
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            fields = resource["schema"]["fields"]
            rows = list(csv.DictReader(io.StringIO(content.decode())))
            assert list(rows[0]) == [field["name"] for field in fields]
            assert len({row[resource["schema"]["primaryKey"]] for row in rows}) == len(rows)
            numbers = [field["name"] for field in fields if field["type"] == "number"]
            assert all(float(row[name] or 0) is not None for row in rows for name in numbers)


def test_the_description_names_files_that_exist() -> None:
    whole = loaded("api/v1/openapi.json")
    assert whole["openapi"].startswith("3.1.")
    assert whole["servers"] == [{"url": f"{SITE}api/v1"}]
    for path, item in whole["paths"].items():
        filled = path.replace("{kind}", "models").replace("{id}", "deepseek-v3")
        assert f"api/v1{filled}" in files(), path
        assert item["get"]["operationId"]
    for reference in re.findall(r'"\$ref": "([^"]+)"', files()["api/v1/openapi.json"].decode()):
        target: Any = whole
        if reference.startswith("#/"):
            for part in reference.removeprefix("#/").split("/"):
                target = target[part]
        else:
            assert reference.removeprefix(SITE) in files()


def test_a_record_has_what_the_description_asks_for() -> None:
    schemas = loaded("api/v1/openapi.json")["components"]["schemas"]
    for kind in EXPORTED:
        whole = loaded(f"api/v1/{kind}.json")
        assert set(schemas["Kind"]["required"]) <= set(whole)
        for record in whole["records"]:
            assert set(schemas["Record"]["required"]) <= set(record)
            assert all(set(schemas["Figure"]["required"]) <= set(figure) for figure in record["figures"])


def test_sources_stand_in_csl_and_ris() -> None:
    items = loaded("citations.json")
    assert all(item["id"] and item["type"] and item["title"] and item["author"] for item in items)
    assert all(1900 < item["issued"]["date-parts"][0][0] < 2100 for item in items)
    entries = files()["citations.ris"].decode().split("ER  - \n")
    assert entries.pop().strip() == ""
    read = [dict(line.split("  - ", 1) for line in entry.strip().splitlines()) for entry in entries]
    assert [entry["ID"] for entry in read] == [item["id"] for item in items]
    assert all(entry["TI"] == " ".join(item["title"].split()) for entry, item in zip(read, items, strict=True))
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for entry in entries for line in entry.strip().splitlines())


def test_the_outline_leads_to_pages_and_data() -> None:
    text = files()["llms.txt"].decode()
    assert text.startswith("# Training-Lifecycle Atlas\n\n> ")
    links = re.findall(r"\]\((https://example\.org/atlas/[^)]*)\)", text)
    assert len(links) > 200
    assert {link.removeprefix(SITE) for link in links if "/api/" in link} <= set(files())


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_records_give_the_same_bytes(name: str) -> None:
    make: Callable[[Publication], Any] = EXPORTS[name]
    again = make(Publication(View(catalog()), SITE))
    for path, content in again.items():
        assert files()[path] == (content if isinstance(content, bytes) else content.encode())


def test_an_atlas_without_an_address_has_relative_ones() -> None:
    found = EXPORTS["api index"](Publication(View(catalog()), ""))
    assert json.loads(found["api/v1/index.json"])["kinds"][0]["json"] == "api/v1/stages.json"
