"""The map layers of what is kept or was just computed: own layers, uploads, runs, plans, areas found."""

from layout.i18n import catalogue
from layout.runs import RunStore
from layout.ui.kept.areas import known_areas
from layout.ui.kept.plans import plan_frame
from layout.ui.kept.previews import find_preview
from layout.ui.kept.runs import ranked_frame
from layout.ui.maps.own_layers import kept_frame, run_frame
from layout.ui.maps.questions import Drawn, Question
from layout.viz import ranking_style
from layout.viz.own import own_style
from layout.viz.own_sites import own_site_style
from layout.viz.plan_map import plan_line_style, plan_park_style
from layout.viz.rank_moves import moves_style
from layout.viz.suitability import areas_style
from layout.workflow.desk.layers import drawable, own_layer
from layout.workflow.desk.park_outlines import park_outline_frame
from layout.workflow.desk.tables import workspace_folder
from layout.workflow.runs.run_moves import moves_frame, rank_moves


def own_layer_of_workspace(question: Question) -> Drawn:
    """Return a layer of the office's workspace, in the version asked for."""
    title, made = own_layer(question.get("item", ""), question.get("digest", ""))
    return made.frame, own_style(title, made.total, columns=made.columns, points=made.points)


def park_outlines_layer(question: Question) -> Drawn:
    """Return the office's outlines of parks, below their points."""
    del question
    made = drawable(park_outline_frame())
    title = catalogue()["office_parks.outlines"]
    return made.frame, own_style(title, made.total, columns={}, points=False)


def preview_layer(question: Question) -> Drawn:
    """Return an upload that was not imported yet."""
    return find_preview(question.get("token", ""))


def ranked_layer(question: Question) -> Drawn:
    """Return the sites of a run in their ranks, labelled with rank and name."""
    frame = ranked_frame(question.get("run", ""))
    style = ranking_style(frame)
    if "label" in style:
        style["label"]["property"] = {"zh": "label_zh", "en": "label_en"}
    return frame, style


def own_sites_layer(question: Question) -> Drawn:
    """Return the own sites that the workspace keeps; the state in the question keys the caches."""
    del question
    frame = kept_frame()
    return frame, own_site_style(len(frame))


def parcels_layer(question: Question) -> Drawn:
    """Return the own sites of a run as parcels."""
    frame = run_frame(question.get("run", ""))
    return frame, own_site_style(len(frame))


def moved_layer(question: Question) -> Drawn:
    """Return the sites of two kept runs by how many places they moved from the first to the second."""
    store = RunStore(workspace_folder())
    old, new = (store.open(question.get(name, "")) for name in ("old", "new"))
    frame = moves_frame(rank_moves(old, new))
    return frame, moves_style(frame)


def areas_layer(question: Question) -> Drawn:
    """Return contiguous areas that a study has found."""
    frame = known_areas(question.get("found", ""))
    return frame, areas_style(len(frame))


def plan_layer(question: Question) -> Drawn:
    """Return the parks with what a layout plan places there."""
    frame = plan_frame(question.get("run", ""), "parks")
    return frame, plan_park_style(frame)


def plan_lines_layer(question: Question) -> Drawn:
    """Return the lines of a layout plan."""
    frame = plan_frame(question.get("run", ""), "lines")
    return frame, plan_line_style(frame)
