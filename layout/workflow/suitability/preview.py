"""A study at screen resolution: what rules take, what criteria measure, and scores that follow a moved weight at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.convert.masks import near_mask
from geodata.grid import Grid
from geodata.read.shapes_file import read_shapes
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import build_suitability_case
from layout.criteria.value_functions import CategoryValue
from layout.rules.grid_rule import GridRule
from layout.suitability.criterion import span_of
from layout.suitability.engine import Work, run_program
from layout.suitability.labels import CELLS
from layout.suitability.outcome import Outcome
from layout.suitability.program import Program, build_program
from layout.suitability.reweight import replay, reweight
from layout.suitability.strip import EXCLUDED_CODE, SCALE, UNSCORED_CODE
from layout.suitability.value_layers import ValueLayers, ValuePart, values_of
from layout.workflow.suitability.record import waterfall_table
from layout.workflow.suitability.study import open_study
from layout.workflow.suitability.study_register import NotEvaluated
from layout.workflow.suitability.study_shapes import ReadShapes

MOST_CELLS = 1_000_000
OUTSIDE, EXCLUDED, UNKNOWN, FIRST_CLASS = 0, 1, 2, 3
_BINS = 40
_HA_PER_KM2 = 100.0
_TAIL = 0.995
Codes = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Preview:
    """A study at screen resolution.

    Parameters
    ----------
    case, grid, coarser
        The case, the grid of the preview, and how many cells of the case a side of one of its cells holds.
    rules
        Those evaluated.
    raw, values
        What the criteria measure in available cells, and what that is worth.
    inside
        Cells of the area.
    outcome
        Counts of the preview's cells.
    waterfall
        In km², as in the files of a run.
    not_evaluated
        The other rules.
    """

    case: SuitabilityCase
    grid: Grid
    coarser: int
    rules: tuple[GridRule, ...]
    raw: ValueLayers
    values: ValueLayers
    inside: npt.NDArray[np.bool_]
    outcome: Outcome
    waterfall: pd.DataFrame
    not_evaluated: tuple[NotEvaluated, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the weights of the moment make of a preview.

    Parameters
    ----------
    available_km2, unscored_km2
        Available land with and without a score.
    mean
        Mean score; None where nothing is scored.
    areas, areas_km2
        Number and area of contiguous areas of the case's size and score.
    """

    available_km2: float
    unscored_km2: float
    mean: float | None
    areas: int
    areas_km2: float


def open_preview(
    case: SuitabilityCase,
    folder: str | Path,
    *,
    shapes: ReadShapes = read_shapes,
    most_cells: int = MOST_CELLS,
) -> Preview:
    """Return a study computed at screen resolution, with everything that a moved weight needs in memory.

    Parameters
    ----------
    case, folder, shapes
        As for `open_study`.
    most_cells
        Cells of the preview.

    Raises
    ------
    CaseError, GeodataError
        The case or one of its files cannot be used.
    """
    study = open_study(case, folder, shapes=shapes, most_cells=most_cells)
    try:
        kept: list[ValuePart] = []
        outcome = run_program(
            study.program,
            study.inputs,
            sink=lambda _block, _codes: None,
            work=Work(raw=True),
            keep=kept.append,
        )
        inside = near_mask(study.inputs.area, study.grid)
        table = waterfall_table(study, outcome, small_cells=0)
    finally:
        study.close()
    values = [values_of(part, study.program) for part in kept]
    return Preview(
        case=study.case,
        grid=study.grid,
        coarser=study.coarser,
        rules=study.rules,
        raw=ValueLayers(study.grid, kept),
        values=ValueLayers(study.grid, values),
        inside=inside,
        outcome=outcome,
        waterfall=table[table["rule_id"] != "(areas too small)"].reset_index(drop=True),
        not_evaluated=study.not_evaluated,
    )


def with_weights(case: SuitabilityCase, weights: Mapping[str, float]) -> SuitabilityCase:
    """Return a case with other weights, by the id of the criterion; checked whole.

    Raises
    ------
    WeightError
        They are all zero.
    """
    data = case.model_dump()
    data["criteria"] = [
        item.model_dump() | {"weight": weights.get(item.id, item.weight)} for item in case.criteria
    ]
    return build_suitability_case(data, origin=case.title.en)


def preview_codes(preview: Preview, case: SuitabilityCase) -> Codes:
    """Return the stored scores of the preview's cells, shape (rows, columns), under the weights of a case."""
    codes = np.full(preview.grid.shape, UNSCORED_CODE, np.uint16)

    def sink(block: Any, found: Codes) -> None:  # noqa: ANN401 - a Block
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = found

    replay(preview.values, _program(preview, case), sink=sink)
    return codes


def preview_classes(preview: Preview, codes: Codes) -> npt.NDArray[np.uint8]:
    """Return what each cell is shown as: outside, excluded, not known, or a class of suitability from `FIRST_CLASS` on."""
    stored = np.round(np.asarray(preview.case.classes.breaks) * SCALE)
    classes = (np.searchsorted(stored, codes, side="right") + FIRST_CLASS).astype(np.uint8)
    classes[codes == EXCLUDED_CODE] = EXCLUDED
    classes[codes == UNSCORED_CODE] = UNKNOWN
    classes[~preview.inside] = OUTSIDE
    return classes


def standing(preview: Preview, case: SuitabilityCase) -> Standing:
    """Return the figures that follow from the weights of a case."""
    areas, cell = case.areas, preview.grid.cell_area_km2
    found = reweight(
        preview.values,
        _program(preview, case),
        least=max(round(areas.min_score * SCALE), 1),
        connectivity=areas.connectivity,
    )
    large = found.regions[found.regions[:, CELLS] * cell * _HA_PER_KM2 >= areas.min_ha]
    return Standing(
        available_km2=preview.outcome.available * cell,
        unscored_km2=found.unscored * cell,
        mean=found.total / found.scored / SCALE if found.scored else None,
        areas=len(large),
        areas_km2=float(large[:, CELLS].sum() * cell),
    )


def _program(preview: Preview, case: SuitabilityCase) -> Program:
    """Return the program of the preview with the weights of a case."""
    return build_program(preview.rules, case.criteria, overlay=case.overlay, cell=preview.grid.cell)[0]


def histogram(preview: Preview, place: int) -> pd.DataFrame:
    """Return how the raw values of a criterion are spread over available cells.

    Parameters
    ----------
    preview
        The preview.
    place
        Position of the criterion in the case.

    Returns
    -------
    pandas.DataFrame
        Columns low, high, km2; for classes low and high are the number of the class. The last row of a distance holds
        everything beyond the reach of its value function. Cells without data are in no row.
    """
    criterion, cell = preview.case.criteria[place], preview.grid.cell_area_km2
    raw = preview.raw.layer(place)
    raw = raw[np.isfinite(raw)]
    if isinstance(criterion.value, CategoryValue):
        codes, counts = np.unique(raw, return_counts=True)
        return pd.DataFrame({"low": codes, "high": codes, "km2": counts * cell}).astype(float)
    first, last = span_of(criterion.value)
    far = criterion.measure == "distance_m"
    top = last if far else max(float(np.quantile(raw, _TAIL)) if len(raw) else 0.0, last)
    low = min(float(raw.min()) if len(raw) else 0.0, max(first, 0.0) if far else first)
    edges = np.linspace(low, top if top > low else low + 1.0, _BINS + 1)
    counts, _ = np.histogram(np.minimum(raw, top) if not far else raw[raw <= top], bins=edges)
    rows = {"low": edges[:-1], "high": edges[1:], "km2": counts * cell}
    frame = pd.DataFrame(rows)
    if far and (beyond := int((raw > top).sum())):
        frame.loc[len(frame)] = [top, np.inf, beyond * cell]
    return frame
