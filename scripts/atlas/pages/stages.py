"""Pages of stages."""

from __future__ import annotations

from atlas.catalog.catalog import Catalog
from atlas.model import Method, Objective, Question, Stage
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.reading.parse import Entry
from atlas.tables.figures import figures, stage_figures_elsewhere

SHAPE_WORDS = {
    "step": "a step that every model of this kind takes",
    "lane": "a lane that runs beside other stages, taken by some labs",
    "loop": "a loop that returns data to earlier stages",
    "gate": "a gate that changes no weights",
}


def stage_page(render: Renderer, entry: Entry) -> Page:
    """The page of one stage with its place in the lifecycle, its objectives, figures and questions."""
    stage, catalog = entry.record, render.view.catalog
    assert isinstance(stage, Stage)
    order = [id for id, _ in catalog.stages]
    place = order.index(entry.id)
    around = render.links("stages", [*order[max(place - 1, 0) : place], *order[place + 1 : place + 2]])
    objectives, methods = catalog.of("objectives", Objective), catalog.of("methods", Method)
    return render.record(
        entry,
        "stage",
        stage=stage,
        number=place + 1,
        shape_words=SHAPE_WORDS[stage.shape],
        share=render.view.typical(entry.id),
        before=around[0] if place else None,
        after=around[-1] if place + 1 < len(order) else None,
        beside=render.links("stages", stage.alongside),
        back=render.links("stages", stage.feeds_back),
        fed_by=render.links("stages", feeding(catalog, entry.id)),
        objectives=[(id, objectives[id]) for id in stage.objectives],
        methods=[(id, methods[id]) for id in stage.methods],
        figures=figures(render.view, entry.address),
        elsewhere=stage_figures_elsewhere(render.view, entry.id),
        questions=[(id, item) for id, item in catalog.of("questions", Question).items() if entry.id in item.stages],
    )


def feeding(catalog: Catalog, stage: str) -> list[str]:
    """Ids of the stages that feed back into a stage, in order."""
    return [id for id, other in catalog.stages if stage in other.feeds_back]
