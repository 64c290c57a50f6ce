"""A layout plan as a workbook for the office and as one styled GeoPackage for QGIS."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.crs import WGS84
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.write import LayerStyle, StyleClass, to_xlsx_bytes, write_geopackage_layers
from layout.allocation.account import Dossier, PlanReport
from layout.allocation.words import describe_target, describe_term
from layout.entities.wording import clauses, say
from layout.workflow.allocation.files import effect_table, plan_table
from layout.workflow.allocation.map import LINE_KINDS, park_symbols, plan_lines

SHEETS = {
    "plan": "方案 plan",
    "effect": "效果 effect",
    "unplaced": "未落地 unplaced",
    "sources": "来源 sources",
    "method": "方法 method",
}
"""Names of the sheets of the workbook."""
USED_BREAKS = (0.5, 0.8, 0.95)
USED_COLOURS = ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8")
LINE_COLOURS = {"chain": "#cc79a7", "move": "#d55e00", "origin": "#009e73"}
"""The classes and colours of `layout.viz.plan_map`, which this room must not import; a test holds the two together."""


def exchange_files(dossier: Dossier) -> dict[str, bytes]:
    """Return `plan.xlsx` and `plan.gpkg` by name; nothing where there is no plan."""
    if dossier.report is None:
        return {}
    return {
        "plan.xlsx": plan_workbook(dossier, dossier.report),
        "plan.gpkg": plan_geopackage(dossier, dossier.report),
    }


def plan_workbook(dossier: Dossier, report: PlanReport) -> bytes:
    """Return the plan as a workbook: plan, effect, unplaced, sources, method; headings as in the CSV files.

    Parameters
    ----------
    dossier, report
        What is told of a run, and its plan.
    """
    plan = plan_table(dossier.problem, report)
    out = plan["park_id"].isna()
    unplaced = plan.loc[out, ["project_id", "name_zh", "name_en", "land_ha", "reason_zh", "reason_en"]]
    sheets = {
        "plan": plan[~out].drop(columns=["reason_zh", "reason_en"]),
        "effect": effect_table(report),
        "unplaced": unplaced,
        "sources": _both([*dossier.sources, *dossier.warnings], dossier.inputs),
        "method": _both(_method(dossier, report), dossier.environment),
    }
    return to_xlsx_bytes({SHEETS[key]: frame for key, frame in sheets.items()})


def _method(dossier: Dossier, report: PlanReport) -> list[Bilingual]:
    """Return how the plan was found, sentence by sentence."""
    problem, solution = dossier.problem, dossier.solution
    sentences = [say(f"plan.status.{solution.status}")]
    sentences.append(say(f"plan.badge.{'broken' if report.violations else 'verified'}"))
    sentences += [describe_term(term) for term in problem.objectives]
    sentences += [describe_target(problem, target) for target in problem.side.targets]
    for place, level in enumerate(solution.levels, start=1):
        names = clauses(say(f"plan.objective.{key}") for key in level.objectives)
        words = {"reached": f"{level.value:.6g}", "bound": f"{level.bound:.6g}", "gap": f"{level.gap:.2%}"}
        sentences.append(say("plan.note.level", priority=place, objective=names, **words))
    return [*sentences, say("plan.note.method")]


def _both(sentences: list[Bilingual], further: Mapping[str, str]) -> pd.DataFrame:
    """Return sentences and named values as a table of both languages."""
    rows = [(text.zh, text.en) for text in sentences]
    rows += [(f"{name}：{value}", f"{name}: {value}") for name, value in further.items()]
    return pd.DataFrame(rows, columns=["中文 zh", "英文 en"])


def plan_geopackage(dossier: Dossier, report: PlanReport) -> bytes:
    """Return the plan as one GeoPackage with styles: parks by how full they are, placements, lines by what they join.

    Parameters
    ----------
    dossier, report
        What is told of a run, and its plan.
    """
    problem = dossier.problem
    layers = [(_layer(dossier, "plan_projects", _projects(dossier, report)), LayerStyle(colour="#1f2937"))]
    parks = park_symbols(problem, report)
    if len(parks):
        layers.insert(0, (_layer(dossier, "plan_parks", parks), _full()))
    lines = plan_lines(problem, report.plan)
    if len(lines):
        layers.append((_layer(dossier, "plan_lines", lines), _kinds()))
    with tempfile.TemporaryDirectory(prefix="cqlayout-plan-") as folder:
        path = Path(folder) / "plan.gpkg"
        write_geopackage_layers(layers, path)
        return path.read_bytes()


def _projects(dossier: Dossier, report: PlanReport) -> gpd.GeoDataFrame:
    """Return the placements and the projects left out, at the point of their park."""
    problem = dossier.problem
    plan = plan_table(problem, report)
    points = [
        None if np.isnan(park.lon + park.lat) else shapely.Point(park.lon, park.lat) for park in problem.parks
    ]
    places = [problem.park_index.get(str(park)) for park in plan["park_id"]]
    shapes = [None if place is None else points[place] for place in places]
    return gpd.GeoDataFrame(plan, geometry=gpd.GeoSeries(shapes, index=plan.index, crs=WGS84))


def _layer(dossier: Dossier, name: str, frame: gpd.GeoDataFrame) -> Layer:
    """Return a layer of the plan with where it comes from."""
    note = clauses([*dossier.warnings, say(f"plan.status.{dossier.solution.status}")])
    origin = Provenance(
        licence="",
        attribution=clauses(dossier.sources),
        vintage="",
        source_ids=(),
        checksum_sha256="",
        note=note,
    )
    title = say(f"plan.layer.{name.removeprefix('plan_')}")
    return Layer(
        name, Bilingual(f"{dossier.title.en}: {title.en}", f"{dossier.title.zh}：{title.zh}"), frame, origin
    )


def _full() -> LayerStyle:
    """Return parks by the share of their land that is used, as on the map."""
    edges = (0.0, *USED_BREAKS, 10.0)
    keys = ("low", "middle", "high", "full")
    words = [say(f"plan.legend.{key}") for key in keys]
    return LayerStyle(
        "used_share",
        tuple(
            StyleClass(f"{label.zh} {label.en}", colour, lower=low, upper=high)
            for label, colour, low, high in zip(words, USED_COLOURS, edges[:-1], edges[1:], strict=True)
        ),
    )


def _kinds() -> LayerStyle:
    """Return lines by what they join."""
    words = {kind: say(f"plan.line.{kind}") for kind in LINE_KINDS}
    return LayerStyle(
        "kind",
        tuple(
            StyleClass(f"{words[kind].zh} {words[kind].en}", LINE_COLOURS[kind], value=kind)
            for kind in LINE_KINDS
        ),
    )
