"""What a suggested correction of a figure begins with: its address, its file and what it says now."""

from __future__ import annotations

import json
from collections import Counter

from atlas.evidence.shown import figure_href
from atlas.pages.renderer import Renderer


def correction_file(render: Renderer) -> dict[str, str]:
    """Where the provenance of each figure stands, to its address, file and words, as a JSON file by path.

    The cards of figures load it where a site has an address for reports; places that several figures share are left
    out, because a card could not tell which of them is meant.
    """
    figures = {placed.address: (figure_href(placed), placed) for placed in render.view.catalog.figures}
    shared = Counter(href for href, _ in figures.values())
    found = {
        href.removeprefix("@/"): [address, placed.entry.document.path, render.view.figure(placed).words]
        for address, (href, placed) in figures.items()
        if shared[href] == 1 and "#" in href
    }
    return {"citations/figures.json": json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"}
