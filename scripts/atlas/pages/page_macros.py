"""The macros that hand-written pages use: each looks up what it is asked for, then shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from atlas.reading.suggest import did_you_mean
from atlas.settings import Settings
from atlas.tables.calculator import preset_options
from atlas.tables.claims import claim_cards
from atlas.tables.comparison import check_comparable, pair
from atlas.tables.examples import step_of
from atlas.tables.named import NAMED_TABLES
from atlas.tables.pipeline import pipeline
from atlas.tables.view import View

ShowMacro = Callable[[str, Callable[[], tuple[Any, ...]]], Any]
"""Shows a macro of a template by its name with the arguments that are made for it, or only sees that it could be."""


@dataclass(frozen=True)
class PageMacros:
    """The macros by their names; a wrong name in what they are given raises LookupError, shown or not."""

    view: View
    settings: Settings
    show: ShowMacro

    def atlas_table(self, name: str) -> Any:
        """One of the atlas's tables by name."""
        if name not in NAMED_TABLES:
            raise LookupError(f"no table '{name}'{did_you_mean(name, NAMED_TABLES)}")
        return self.show("table", lambda: (NAMED_TABLES[name](self.view),))

    def atlas_pipeline(self) -> Any:
        """The stages as a diagram of linked boxes."""
        return self.show("pipeline_boxes", lambda: (pipeline(self.view),))

    def atlas_orders(self) -> Any:
        """The two opposite orders, compute and human labels, as one small chart."""
        return self.show("orders_chart", lambda: (pipeline(self.view).boxes,))

    def atlas_calculator(self) -> Any:
        """The form of the calculator, shown where scripts run."""
        return self.show("calculator_form", lambda: (preset_options(self.view),))

    def count(self, kind: str) -> int:
        """The number of records of a kind, or of figures."""
        catalog = self.view.catalog
        return catalog.number_of_figures if kind == "figures" else len(catalog.by_kind[kind])

    def learn(self, topic: str, words: str) -> Any:
        """A link to a deployment topic under the publisher's address, plain text where none is set."""
        base = self.settings.learn_url
        return self.show("to", lambda: (f"{base.rstrip('/')}/{topic}/", words)) if base else words

    def atlas_claims(self, *ids: str) -> Any:
        """Claims as cards: statement, verdict, result of the test, link to the evidence."""
        cards = claim_cards(self.view, ids)
        return self.show("claim_cards", lambda: (cards,))

    def atlas_claim_briefs(self, *ids: str) -> Any:
        """Claims in three lines each: statement, verdict and one figure."""
        cards = claim_cards(self.view, ids)
        return self.show("claim_briefs", lambda: (cards,))

    def atlas_comparison(self, kind: str, first: str, second: str) -> Any:
        """Two records of a kind side by side; a script lets the reader choose others."""
        check_comparable(self.view, kind, first, second)
        return self.show("comparison", lambda: (kind, pair(self.view, kind, first, second), (first, second)))

    def example_of(self, stage: str) -> Any:
        """The worked example of a stage by its id, as a box; nothing where the stage has none."""
        step = step_of(self.view, stage)
        return self.show("example_elsewhere", lambda: (step,)) if step is not None else ""

    def by_name(self) -> dict[str, Callable[..., Any]]:
        """The macros as templates know them."""
        found = (
            self.example_of, self.atlas_comparison, self.atlas_table, self.atlas_pipeline, self.atlas_orders,
            self.atlas_calculator, self.atlas_claims, self.atlas_claim_briefs, self.count, self.learn,
        )  # fmt: skip
        return {macro.__name__: macro for macro in found}
