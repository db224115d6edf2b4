"""What a machine is set to moves no mark of a chart: neither its fonts nor its time zone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from atlas.charts import charts
from atlas.charts.chart import Spec
from atlas.charts.drawing import draw
from atlas.tables.view import View

from tests.atlases import ROOT, catalog
from tests.fonts import machine_with_broad_fonts, only_fonts_of

DRAWING = """
import os
from atlas.charts import charts
from atlas.charts.drawing import draw
from atlas.tables.view import View
from tests.atlases import catalog

before = os.environ["FONTCONFIG_FILE"]
for chart in charts(View(catalog())).values():
    print(draw(chart.wide))
    print(draw(chart.narrow))
assert os.environ["FONTCONFIG_FILE"] == before
"""

UNGUARDED = """
import vl_convert
encoding = {"y": {"field": "a", "type": "nominal"}}
spec = {"data": {"values": [{"a": "words"}]}, "mark": "bar", "encoding": encoding}
print(vl_convert.vegalite_to_svg({**spec, "config": {"font": "Liberation Sans"}}))
"""

needs_fontconfig = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are fonts found by such settings")


def printed(code: str, fonts: dict[str, str]) -> list[str]:
    """What code prints in a process that finds certain fonts."""
    environ = {**os.environ, **fonts, "PYTHONPATH": f"{ROOT / 'scripts'}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@needs_fontconfig
def test_fonts_of_the_machine_move_no_mark(tmp_path: Path) -> None:
    found = printed(DRAWING, machine_with_broad_fonts(tmp_path))
    specs = [spec for chart in charts(View(catalog())).values() for spec in (chart.wide, chart.narrow)]
    assert len(specs) > 30
    assert found == [draw(spec) for spec in specs]


@needs_fontconfig
def test_a_font_that_the_engine_sees_would_move_them(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    broad = machine_with_broad_fonts(tmp_path / "broad")
    assert printed(UNGUARDED, broad) != printed(UNGUARDED, only_fonts_of(tmp_path / "none"))


def test_a_drawing_is_the_same_whatever_was_drawn_before_it() -> None:
    """What is cut off is named by an id, and two drawings on one page have none in common."""
    clipped = [spec for chart in charts(View(catalog())).values() for spec in (chart.wide, chart.narrow)]
    first, second = [draw(spec) for spec in clipped], [draw(spec) for spec in reversed(clipped)][::-1]
    assert first == second
    ids = [id for svg in first for id in re.findall(r' id="([^"]+)"', svg)]
    assert len(set(ids)) == len(ids) > 10
    assert {used for svg in first for used in re.findall(r"url\(#([^)]+)\)", svg)} == set(ids)


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a specification, but for its data."""
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name != "data":
                yield from parts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from parts(inner)


def local_times(spec: Spec) -> list[dict[str, Any]]:
    """The parts of a specification that follow the clock of the machine."""
    return [
        part
        for part in parts(dict(spec))
        if (part.get("type") == "temporal" and dict(part.get("scale") or {}).get("type") != "utc")
        or part.get("type") == "time"
        or ("timeUnit" in part and not str(part["timeUnit"]).startswith("utc"))
        or part.get("formatType") == "time"
    ]


def test_no_chart_follows_the_clock_of_the_machine() -> None:
    found = charts(View(catalog()))
    assert {
        id: local for id, chart in found.items() for local in local_times(chart.wide) + local_times(chart.narrow)
    } == {}


@pytest.mark.parametrize(
    "encoding",
    [
        {"field": "date", "type": "temporal"},
        {"field": "date", "type": "temporal", "scale": {"type": "time"}},
        {"field": "date", "type": "ordinal", "timeUnit": "year"},
        {"field": "date", "type": "ordinal", "axis": {"formatType": "time"}},
    ],
)
def test_a_chart_that_follows_it_would_be_found(encoding: dict[str, Any]) -> None:
    assert local_times({"layer": [{"mark": "point", "encoding": {"x": encoding}}]})
    assert not local_times({"encoding": {"x": {"type": "temporal", "timeUnit": "utcyear", "scale": {"type": "utc"}}}})
