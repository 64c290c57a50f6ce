from layout.i18n import catalogue
from layout.viz.legend import legend_html
from layout.viz.plan_map import LINE_COLOURS, USED_BREAKS, plan_line_style, plan_park_style
from layout.viz.spec import class_of, radius_px
from layout.workflow.allocation import export as allocation_export
from layout.workflow.allocation.map import LINE_KINDS, park_symbols, plan_lines
from tests.layout.report.plan_dossiers import rich_run


def test_parks_are_classed_by_the_land_used_and_sized_by_the_land_taken() -> None:
    run = rich_run()
    assert run.report is not None
    frame = park_symbols(run.problem, run.report)
    style = plan_park_style(frame)
    counted = sum(entry["count"] for entry in style["classes"]) + style["no_data"]["count"]
    assert counted == len(frame)
    assert class_of(style, 0.5)["id"] == "c1"
    assert class_of(style, 0.96)["id"] == "c3"
    radius = style["radius"]
    most = float(frame["land_ha"].max())
    assert radius_px(radius, most) == radius["max_px"]
    for language in ("zh", "en"):
        assert catalogue()["plan.legend.full"].pick(language) in legend_html(style, language)


def test_lines_have_the_colour_of_what_they_join() -> None:
    run = rich_run()
    assert run.report is not None
    frame = plan_lines(run.problem, run.report.plan)
    style = plan_line_style(frame)
    assert style["kind"] == "line"
    assert {entry["id"]: entry["color"] for entry in style["classes"]} == {
        kind: LINE_COLOURS[kind] for kind in LINE_KINDS if (frame["kind"] == kind).any()
    }
    html = legend_html(style, "en")
    assert all(entry["color"] in html for entry in style["classes"])


def test_the_geopackage_has_the_colours_of_the_map() -> None:
    run = rich_run()
    assert run.report is not None
    style = plan_park_style(park_symbols(run.problem, run.report))
    assert allocation_export.USED_BREAKS == USED_BREAKS
    assert tuple(entry["color"] for entry in style["classes"]) == allocation_export.USED_COLOURS
    assert allocation_export.LINE_COLOURS == LINE_COLOURS
