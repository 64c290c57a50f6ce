"""What the files of a suitability run say: the waterfall, the areas, and the record of the run."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geodata.catalog import entry
from geodata.embedded import table_sha256
from geodata.grid import parsed_crs
from geodata.text import Bilingual
from geodata.write.csv import to_csv_bytes
from geodata.write.geojson import to_geojson_bytes
from geodata.write.manifest import PACKAGES, manifest, to_json_bytes
from layout.config.derived_layer import DerivedLayer
from layout.config.layer_file import AnyLayer
from layout.config.suitability_case import SuitabilityCase
from layout.rules.waterfall import WATERFALL_COLUMNS, waterfall
from layout.suitability.outcome import Outcome
from layout.workflow.suitability.regional import regional_record
from layout.workflow.suitability.study import Study
from layout.workflow.suitability.study_register import REGISTER_FILE

if TYPE_CHECKING:
    from layout.workflow.suitability.result import SuitabilityResult

RUN_PACKAGES = (*PACKAGES, "numba", "rasterio", "pydantic")
DISTANCES = Bilingual(
    en="measured from the edge of the shapes: setbacks exactly at the centre of each cell, criteria to the centre of the cell that the edge runs through",
    zh="自图形边缘量起：退让距离按像元中心精确判断，指标距离量至边缘所经像元的中心",
)
AREA_ROW, SMALL_ROW = "(area)", "(areas too small)"
_DECIMALS = 6


def waterfall_table(study: Study, outcome: Outcome, *, small_cells: int) -> pd.DataFrame:
    """Return the waterfall in km², one row a step: the area, each rule in order, the areas too small, and what was not done.

    Returns
    -------
    pandas.DataFrame
        Columns step, rule_id, name_en, name_zh, mode, document, article, year, evaluated, and `WATERFALL_COLUMNS` with
        `_km2`; NaN where a rule was not evaluated, and for a weighting rule, which takes no cell.
    """
    modes = {rule.id: rule.mode for rule in study.rules}
    ids = [rule.id for rule in study.rules]
    forcing = [rule for rule in ids if modes[rule] == "force"]
    partial = [rule for rule in ids if modes[rule] == "weight"]
    taken = waterfall(outcome.patterns, ids, forcing=forcing, partial=partial) * study.grid.cell_area_km2
    cell = study.grid.cell_area_km2
    known = outcome.excluded + outcome.available
    rows: list[dict[str, Any]] = [{"rule_id": AREA_ROW, "evaluated": True, "remaining": known * cell}]
    for text in study.texts:
        numbers = {str(name): value for name, value in taken.loc[text.rule_id].items()}
        rows.append(_text(text) | {"mode": modes[text.rule_id], "evaluated": True} | numbers)
    if study.case.areas.remove_smaller:
        left = (outcome.available - small_cells) * cell
        rows.append(
            {"rule_id": SMALL_ROW, "evaluated": True, "in_order": small_cells * cell, "remaining": left}
        )
    rows += [_text(item.text) | {"evaluated": False} for item in study.not_evaluated]
    table = pd.DataFrame(rows).reindex(columns=[*_TEXT_COLUMNS, *WATERFALL_COLUMNS])
    table["year"] = pd.array([None if pd.isna(year) else int(year) for year in table["year"]], dtype="Int64")
    table = table.rename(columns={name: f"{name}_km2" for name in WATERFALL_COLUMNS}).round(_DECIMALS)
    table.insert(0, "step", range(len(table)))
    return table


_TEXT_COLUMNS = ("rule_id", "name_en", "name_zh", "mode", "document", "article", "year", "evaluated")


def _text(text: Any) -> dict[str, Any]:  # noqa: ANN401 - a RuleText, spelled so to keep the import for types out
    """Return the columns that name a rule."""
    return {
        "rule_id": text.rule_id,
        "name_en": text.name.en,
        "name_zh": text.name.zh,
        "document": text.document,
        "article": text.article,
        "year": text.year,
    }


def area_files(table: pd.DataFrame, areas: gpd.GeoDataFrame, *, case: SuitabilityCase) -> dict[str, bytes]:
    """Return waterfall.csv and areas.geojson."""
    attribution = [
        dict(zip(("layer", "source", "licence"), (name, *terms_of(layer)), strict=True))
        for name, layer in case.layers.items()
    ]
    members: dict[str, Any] = {"title": case.title.bilingual, "attribution": attribution}
    return {
        "waterfall.csv": to_csv_bytes(table),
        "areas.geojson": to_geojson_bytes(areas, name="areas", extra_members=members),
    }


def run_record(
    study: Study, result: "SuitabilityResult", *, when: dt.datetime, files: Mapping[str, bytes]
) -> bytes:
    """Return run.json: inputs with checksums, versions, numbers, rules evaluated and not."""
    case = study.case
    record = manifest([], when=when, case=files["case.toml"], packages=RUN_PACKAGES)
    outputs = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    content: dict[str, Any] = {
        **record,
        "title": case.title.bilingual,
        "note": None if case.note is None else case.note.bilingual,
        "inputs": _inputs(study),
        "derived": _derived(study),
        "outputs_sha256": outputs,
        **_numbers(study, result),
        "rules": [
            _text(text)
            | {"mode": rule.mode, "confidence": text.confidence, "differs": text.differs, "evaluated": True}
            | {"holds": text.holds}
            | {"register": None if text.taken is None else dataclasses.asdict(text.taken)}
            for rule, text in zip(study.rules, study.texts, strict=True)
        ],
        "registers": {"shipped": table_sha256("rules"), "office": study.files.get(REGISTER_FILE)},
        "rules_not_evaluated": [_text(item.text) | {"reason": item.reason} for item in study.not_evaluated],
        "criteria": [
            item.model_dump(include={"id", "layer", "measure", "weight"}) | {"reach": item.reach}
            for item in case.criteria
        ],
        "regional_screening": regional_record(case),
        "distances": DISTANCES,
    }
    return to_json_bytes(content)


def _inputs(study: Study) -> list[dict[str, object]]:
    """Return the files read with their checksums and origin; of an item of the workspace also version and year."""
    found: list[dict[str, object]] = []
    for name, checksum in study.files.items():
        layer = study.case.layers.get(name)
        path = _path(study.case, name) if layer is None else layer.origin
        source, licence = ("", "") if layer is None else terms_of(layer)
        row = {"layer": name, "path": path, "sha256": checksum, "source": source, "licence": licence}
        found.append(row | study.items.record(name))
    return found


def terms_of(layer: AnyLayer) -> tuple[str, str]:
    """Return source and licence of a layer: as the case states them, else those of its dataset."""
    known = None if layer.dataset is None else entry(layer.dataset)
    if known is None:
        return layer.source, layer.licence
    return layer.source or known.attribution.en, layer.licence or known.licence


def _path(case: SuitabilityCase, name: str) -> str | None:
    """Return the path of a file that is no layer: the register's or the area's."""
    register = case.office_register
    return register.path if name == REGISTER_FILE and register is not None else case.area.path


def _derived(study: Study) -> list[dict[str, Any]]:
    """Return what was derived from what, with which parameters and reach, and from files with which checksums."""
    found = []
    for name, layer in study.case.layers.items():
        if isinstance(layer, DerivedLayer):
            told = layer.model_dump(mode="json", exclude_none=True)
            inputs = {needed: study.files.get(needed) for needed in layer.inputs}
            key = study.derived.get(name)
            found.append(
                {"layer": name, **told, "reach_m": layer.reach_m, "inputs_sha256": inputs, "key": key}
            )
    return found


def _numbers(study: Study, result: "SuitabilityResult") -> dict[str, Any]:
    """Return the grid and the areas found."""
    outcome, cell = result.outcome, result.cell_area_km2
    return {
        "grid": {
            "crs": parsed_crs(study.grid.crs).name,
            "cell_m": study.grid.cell,
            "rows": study.grid.rows,
            "cols": study.grid.cols,
            "bounds": list(study.grid.bounds),
        },
        "area_km2": outcome.area * cell,
        "excluded_km2": outcome.excluded * cell,
        "available_km2": result.available_km2,
        "undecided_km2": outcome.undecided * cell,
        "without_score_km2": outcome.unscored * cell,
        "areas": len(result.areas),
        "slope_limits": [limit.record() for limit in result.slopes],
        "classes": result.classes.record(),
        "areas_too_small_km2": result.small_cells * cell,
    }
