"""The files of a layout plan: plan.csv, plan.geojson, effect.csv, run.json; whole or not at all."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.crs import WGS84
from geodata.text import Bilingual, Language
from geodata.write import json_value, to_csv_bytes, to_geojson_bytes, to_json_bytes, write_files
from geodata.write.manifest import PACKAGES, manifest
from layout.allocation.account import PlanReport
from layout.allocation.effect import TARGET_YI_PER_KM2
from layout.allocation.problem import Problem
from layout.config.allocation_toml import dump_allocation_case
from layout.workflow.allocation.allocate import AllocationRun

RUN_PACKAGES = (*PACKAGES, "highspy", "pydantic", "tomli-w")
DIGITS = 6
ROUNDING = 1e-9


def summary(run: AllocationRun, language: Language) -> dict[str, Any]:
    """Return what `cqlayout allocate --json` prints.

    `objective` is what the plan reaches by the first priority, in its own unit (of a weighted sum: the sum, where less
    is better), `bound` the proved limit of it and `gap` the relative distance; a later priority may have used the
    tolerance of the first. `assignment` gives each project its park, the shares of a split project, or null with
    the `reason`.
    """
    solution, problem = run.solution, run.problem
    objective, bound, gap = _first_priority(run)
    conflict = solution.conflict
    found = {
        "status": solution.status,
        "objective": objective,
        "bound": bound,
        "gap": gap,
        "levels": [asdict(level) for level in solution.levels] if solution.plan is not None else [],
        "assignment": {}
        if solution.plan is None
        else solution.plan.assignment(project.project_id for project in problem.projects),
        "reason": _picked(run.report.reasons if run.report else {}, language),
        "verified": run.report is not None and not run.report.violations,
        "violations": [item.text.pick(language) for item in run.refused],
        "conflict": [] if conflict is None else [text.pick(language) for text in conflict.sentences],
        "conflict_minimal": None if conflict is None else conflict.minimal,
        "figures": dict(run.report.figures) if run.report else {},
        "baseline": {"figures": dict(run.baseline.figures), "valid": not run.baseline.violations},
        "method": solution.method,
        "reproducible": solution.reproducible,
        "elapsed_s": round(solution.elapsed_s, 3),
        "warnings": [text.pick(language) for text in run.assembled.warnings],
    }
    return {key: json_value(value) for key, value in found.items()}


def _first_priority(run: AllocationRun) -> tuple[float | None, float | None, float | None]:
    """Return what the plan reaches by the first priority, the bound on it and the relative gap."""
    if run.report is None:
        return None, None, None
    first = run.solution.levels[0]
    if len(first.objectives) > 1:
        return first.value, first.bound, first.gap
    value = run.report.figures[first.objectives[0]]
    gap = abs(value - first.bound) / max(abs(value), 1e-12)
    # what verification and solver add up in another order may differ in the last digits
    return value, first.bound, 0.0 if gap < ROUNDING else gap


def _picked(texts: Mapping[str, Bilingual], language: Language) -> dict[str, str]:
    """Return texts in one language."""
    return {key: text.pick(language) for key, text in texts.items()}


def run_files(
    run: AllocationRun, *, when: dt.datetime, studies: dict[str, Any] | None = None
) -> dict[str, bytes]:
    """Return the files of a run by name; without a plan only `run.json`, `case.toml` and what was derived.

    Parameters
    ----------
    run
        A run.
    when
        When it was made, with time zone; beside the seconds taken the only thing that differs between equal runs.
    studies
        Results of further studies, kept in `run.json`.
    """
    case = dump_allocation_case(run.case).encode()
    files = dict(run.assembled.derived)
    if run.report is not None:
        files["plan.csv"] = to_csv_bytes(plan_table(run.problem, run.report))
        files["plan.geojson"] = to_geojson_bytes(plan_features(run.problem, run.report), name="plan")
        files["effect.csv"] = to_csv_bytes(effect_table(run.report))
    files["case.toml"] = case
    record = manifest([], when=when, seed=run.options.seed, case=case, packages=RUN_PACKAGES)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    inputs = {name: hashlib.sha256(table.content).hexdigest() for name, table in run.assembled.tables.items()}
    body = {
        **record,
        "tables_sha256": inputs,
        "outputs_sha256": sums,
        **{
            key: value
            for key, value in summary(run, "en").items()
            if key not in {"reason", "warnings", "conflict"}
        },
        "reasons": _both(run.report.reasons if run.report else {}),
        "conflict": [asdict(text) for text in run.solution.conflict.sentences]
        if run.solution.conflict
        else [],
        "warnings": [asdict(text) for text in run.assembled.warnings],
        "studies": studies or {},
    }
    files["run.json"] = to_json_bytes(body)
    return files


def _both(texts: Mapping[str, Bilingual]) -> dict[str, Any]:
    """Return texts in both languages."""
    return {key: asdict(text) for key, text in texts.items()}


def write_run(
    run: AllocationRun,
    folder: str | Path,
    *,
    when: dt.datetime | None = None,
    studies: dict[str, Any] | None = None,
    further: Mapping[str, bytes] | None = None,
) -> tuple[str, ...]:
    """Write the files of a run into `folder`, all or none, and return their names.

    Parameters
    ----------
    run, folder
        A run, and where its files go.
    when, studies
        As for `run_files`; now if not given.
    further
        Files beside them by name, such as reports.

    Raises
    ------
    WriteError
        The folder cannot be made or written; nothing is left half there.
    """
    files = run_files(run, when=when or dt.datetime.now(dt.UTC), studies=studies) | dict(further or {})
    write_files(folder, files)
    return tuple(files)


def plan_table(problem: Problem, report: PlanReport) -> pd.DataFrame:
    """Return one row a placement and one a project left out, in the order of the projects."""
    placements = {
        project.project_id: [item for item in report.plan.placements if item.project_id == project.project_id]
        for project in problem.projects
    }
    rows: list[dict[str, Any]] = []
    for project in problem.projects:
        row = problem.project_index[project.project_id]
        common = {
            "project_id": project.project_id,
            "name_zh": project.name.zh,
            "name_en": project.name.en,
            "cluster_id": project.cluster_id or None,
            "year": project.year,
        }
        reason = report.reasons.get(project.project_id)
        if reason is not None:
            out = {"land_ha": project.land_ha, "output_cny": project.output_cny}
            rows.append({**common, "park_id": None, **out, "reason_en": reason.en, "reason_zh": reason.zh})
        for item in placements[project.project_id]:
            park = problem.parks[problem.park_index[item.park_id]]
            value = problem.value_of(row, problem.park_index[item.park_id])
            rows.append(
                {
                    **common,
                    "park_id": item.park_id,
                    "park_zh": park.name.zh,
                    "park_en": park.name.en,
                    "share": item.share,
                    "land_ha": round(item.share * project.land_ha, DIGITS),
                    "low_efficiency_ha": item.low_efficiency_ha,
                    "output_cny": item.share * project.output_cny,
                    "value": value,
                }
            )
    names = [
        *("project_id", "park_id", "share", "land_ha", "low_efficiency_ha", "output_cny", "value"),
        *("year", "cluster_id", "name_zh", "name_en", "park_zh", "park_en", "reason_en", "reason_zh"),
    ]
    return pd.DataFrame(rows).reindex(columns=names).astype({"year": "Int64"})


def effect_table(report: PlanReport) -> pd.DataFrame:
    """Return what the plan does to each scope and cluster, one row each; unknown figures are blank."""
    rows: list[dict[str, Any]] = []
    for effect in report.scopes:
        figures = asdict(effect)
        del figures["scope"]
        scope = {"kind": effect.scope.kind, "id": effect.scope.scope_id}
        rows.append({**scope, **figures, "target_yi_per_km2": TARGET_YI_PER_KM2})
    for cluster in report.clusters:
        figures = asdict(cluster)
        key = figures.pop("cluster_id")
        rows.append({"kind": "cluster", "id": key, **figures})
    frame = pd.DataFrame(rows)
    numbers = frame.select_dtypes("number").columns
    return frame.assign(**frame[numbers].round(DIGITS))


def plan_features(problem: Problem, report: PlanReport) -> gpd.GeoDataFrame:
    """Return the parks with what they take, and every placement at the point of its park, degrees WGS84."""
    points = [
        None if np.isnan(park.lon + park.lat) else shapely.Point(park.lon, park.lat) for park in problem.parks
    ]
    effects = {effect.scope.scope_id: effect for effect in report.scopes if effect.scope.kind == "park"}
    rows: list[dict[str, Any]] = []
    for park, point in zip(problem.parks, points, strict=True):
        effect = effects[park.park_id]
        taken = tuple(item.project_id for item in report.plan.placements if item.park_id == park.park_id)
        rows.append(
            {
                "kind": "park",
                "park_id": park.park_id,
                "name_zh": park.name.zh,
                "name_en": park.name.en,
                "projects": taken,
                "available_ha": park.available_ha[-1],
                "land_ha": effect.land_ha,
                "left_ha": effect.left_ha,
                "output_cny": effect.output_cny,
                "added_yi_per_km2": effect.added_yi_per_km2,
                "geometry": point,
            }
        )
    table = plan_table(problem, report)
    for row in table.to_dict("records"):
        place = problem.park_index.get(str(row["park_id"]))
        point = None if place is None else points[place]
        rows.append({"kind": "project", **{str(key): value for key, value in row.items()}, "geometry": point})
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=WGS84)
