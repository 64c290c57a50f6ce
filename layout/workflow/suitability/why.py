"""Why a place is or is not possible: the rules that take it, what they found, and how far it is to a place that complies."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyproj
import shapely

from geodata.convert.shapes import FlatShapes, edge_distance, flat_shapes
from geodata.crs import WGS84
from geodata.errors import DataFormatError
from geodata.grid import Block, Grid
from geodata.text import Bilingual
from layout.rules.grid_register import RuleText
from layout.rules.grid_rule import GridRule
from layout.rules.placed_rule import PlacedRule
from layout.suitability.criterion import Overlay
from layout.suitability.engine import Inputs, Work, run_program
from layout.suitability.inspect_cell import CellAccount, inspect_cell
from layout.suitability.program import DISTANCE, Program, build_program
from layout.suitability.strip import EXCLUDED_CODE, SCALE, UNSCORED_CODE
from layout.workflow.suitability.regional import criterion_names
from layout.workflow.suitability.study import Study

STATES = ("outside", "excluded", "available", "undecided")
_SEARCH_M = 5_000.0
_MOST_SEARCH_CELLS = 400
_UNITS = {"slope_pct": "%", "slope_deg": "°", "distance_m": "m", "value": ""}
_YES, _UNKNOWN = 1, 2
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What one rule says of the place.

    Parameters
    ----------
    text, mode
        The rule.
    state
        `takes`, `weighs`, `keeps`, `passes`, `unknown`, `not_evaluated`, or `elsewhere` where it holds in another
        jurisdiction only.
    found, limit, unit
        What was found there and what the rule asks; None where that is no number.
    shortfall
        By how much the place fails, in `unit`.
    distance_to_compliance_m
        From the centre of the cell to that of the nearest cell that the rule does not take; 0 where it does not take this
        one, None where there is none within the search radius or the rule was not evaluated.
    reason
        Why it was not evaluated.
    """

    text: RuleText
    mode: str
    state: str
    found: float | None = None
    limit: float | None = None
    unit: str = ""
    shortfall: float | None = None
    distance_to_compliance_m: float | None = None
    reason: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a place.

    Parameters
    ----------
    lon, lat
        The place in WGS84.
    state
        `outside` the area, `excluded`, `available` or `undecided`.
    score
        Of an available cell, None where unknown.
    rules
        Those evaluated in order, then the others.
    criteria
        id, name, raw, unit, value, weight and contribution of each criterion, None where unknown; `beyond_m` where a distance
        is at least that and was not measured further, since the value does not change any more.
    search_radius_m
        How far compliance was looked for.
    """

    lon: float
    lat: float
    state: str
    score: float | None
    rules: tuple[RuleAnswer, ...]
    criteria: tuple[dict[str, Any], ...]
    search_radius_m: float


def why(study: Study, *, lon: float, lat: float) -> Answer:
    """Return what the rules and criteria of a study say of a place.

    Parameters
    ----------
    study
        An open study.
    lon, lat
        Degrees in WGS84.

    Raises
    ------
    DataFormatError
        The place is no place on earth, or lies outside the grid of the study.
    """
    row, col = _cell(study.grid, lon, lat)
    account = inspect_cell(study.program, study.inputs, row=row, col=col)
    radius = min(_MOST_SEARCH_CELLS, math.ceil(_SEARCH_M / study.grid.cell))
    answers = [_rule_answer(study, number, account, (row, col, radius)) for number in range(len(study.rules))]
    answers += [
        RuleAnswer(item.text, item.mode, "not_evaluated", reason=item.reason) for item in study.not_evaluated
    ]
    scored = account.code not in {EXCLUDED_CODE, UNSCORED_CODE}
    return Answer(
        lon=lon,
        lat=lat,
        state=STATES[account.state],
        score=account.code / SCALE if scored else None,
        rules=tuple(answers),
        criteria=_criteria(study, row, col),
        search_radius_m=radius * study.grid.cell,
    )


def _cell(grid: Grid, lon: float, lat: float) -> tuple[int, int]:
    """Return the cell of a place."""
    x, y = pyproj.Transformer.from_crs(WGS84, grid.crs, always_xy=True).transform(lon, lat)
    row, col = grid.cell_of(x, y) if math.isfinite(x) and math.isfinite(y) else (-1, -1)
    if not (0 <= row < grid.rows and 0 <= col < grid.cols):
        raise DataFormatError(
            en=f"Place {lon:g}, {lat:g} (longitude, latitude): outside the grid of the case; check that the two are not swapped.",
            zh=f"位置 {lon:g}, {lat:g}（经度、纬度）不在案例的格网内；请检查经纬度是否颠倒。",
        )
    return row, col


def _rule_answer(study: Study, number: int, account: CellAccount, where: tuple[int, int, int]) -> RuleAnswer:
    """Return what one evaluated rule says."""
    rule, text = study.rules[number], study.texts[number]
    result = int(account.tests[study.program.rules[number, 1]])
    hit = bool(account.pattern >> number & 1)
    words = {"exclude": "takes", "include": "takes", "weight": "weighs", "force": "keeps"}
    state = words[rule.mode] if hit else "unknown" if result == _UNKNOWN else "passes"
    if not hit and _elsewhere(study, number, account):
        state = "elsewhere"
    found, limit = _found(study, number, account, where)
    short = abs(limit - found) if state == "takes" and found is not None and limit is not None else None
    apart: float | None = 0.0
    if state == "takes":
        apart = _distance_to_compliance(study, rule, where)
    return RuleAnswer(text, rule.mode, state, found, limit, _unit(rule), short, apart)


def _elsewhere(study: Study, number: int, account: CellAccount) -> bool:
    """Return whether the place lies outside the jurisdiction that a rule is limited to."""
    rule, program = study.rules[number], study.program
    where = int(program.rules[number, 2])
    if not isinstance(rule, PlacedRule) or int(account.tests[where]) != 0:
        return False
    condition = int(program.rules[number, 1]) + 1  # the test of only_where comes right after the rule's own
    return rule.only_where is None or int(account.tests[condition]) != 0


def _unit(rule: GridRule) -> str:
    """Return the unit of what a rule compares."""
    return "m" if rule.test.is_spatial else _UNITS[rule.measure]


def _found(
    study: Study, number: int, account: CellAccount, where: tuple[int, int, int]
) -> tuple[float | None, float | None]:
    """Return what was found at the place, and the limit of the rule that bears on it."""
    test = study.rules[number].test
    row_of_test = study.program.tests[study.program.rules[number, 1]]
    if test.is_spatial:
        shapes, _ = study.inputs.masks[int(row_of_test[1]) - 1]
        return _spatial(shapes, study.grid, where) * study.grid.cell, test.radius_m
    source = int(row_of_test[1])
    found = float(account.raw[source])
    if math.isnan(found):
        return None, None
    if _cap(study.program, source) <= found:
        return None, next(limit for limit in reversed(test.limits) if math.isfinite(limit))
    if not test.has_limits:
        return found, None
    low, high = test.limits
    near = low if not math.isfinite(high) or abs(found - low) < abs(found - high) else high
    return found, near


def _cap(program: Program, source: int) -> float:
    """Return the distance in metres beyond which a source tells none apart; infinite for what is no distance."""
    kind, number = program.sources[source][:2].tolist()
    return float(program.reaches[number]) * program.cell * (1 - _ROUNDING) if kind == DISTANCE else math.inf


def _spatial(shapes: FlatShapes, grid: Grid, where: tuple[int, int, int]) -> float:
    """Return the distance in cells from the centre of the cell to the edge of the shapes, negative inside."""
    from geodata.convert.masks import near_mask  # noqa: PLC0415 - numba loads only where it is used

    row, col, _ = where
    apart = edge_distance(shapes, col=grid.col0 + col + 0.5, row=grid.row0 + row + 0.5)
    only_polygons = FlatShapes(shapes.edges, shapes.lines[:0], shapes.points[:0])
    inside = near_mask(only_polygons, grid.window(Block(row, col, 1, 1)))[0, 0]
    return -apart if inside else apart


def _distance_to_compliance(study: Study, rule: GridRule, where: tuple[int, int, int]) -> float | None:
    """Return the distance in metres to the nearest cell that this rule alone does not take."""
    row, col, radius = where
    window = study.grid.window(Block(row - radius, col - radius, 2 * radius + 1, 2 * radius + 1))
    codes = _alone(study, rule, window)
    free = np.argwhere((codes != EXCLUDED_CODE) & (codes != UNSCORED_CODE)) - radius
    if not len(free):
        return None
    nearest = float(np.hypot(free[:, 0], free[:, 1]).min())
    return nearest * study.grid.cell if nearest <= radius else None


def _alone(study: Study, rule: GridRule, window: Grid) -> "np.ndarray[Any, np.dtype[np.uint16]]":
    """Return the stored scores of a window where only one rule holds and the area is the window."""
    program, wanted = build_program([rule], [], overlay=Overlay(), cell=window.cell)
    _, whole = build_program(study.rules, study.case.criteria, overlay=study.case.overlay, cell=window.cell)
    order = [whole.rasters.index(name) for name in wanted.rasters]
    inputs = Inputs(
        grid=window,
        area=flat_shapes(np.array([shapely.box(*window.bounds)], dtype=object), window),
        masks=[study.inputs.masks[whole.masks.index(item)] for item in wanted.masks],
        distances=[study.inputs.distances[whole.distances.index(item)] for item in wanted.distances],
        read=lambda part: study.inputs.read(part)[order],
    )
    codes = np.full(window.shape, UNSCORED_CODE, dtype=np.uint16)

    def keep(block: Block, values: "np.ndarray[Any, np.dtype[np.uint16]]") -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = values

    run_program(program, inputs, sink=keep, work=Work(threads=1))
    return codes


def _criteria(study: Study, row: int, col: int) -> tuple[dict[str, Any], ...]:
    """Return raw value, value and contribution of each criterion, whether or not a rule takes the cell."""
    case = study.case
    if not case.criteria:
        return ()
    program, wanted = build_program((), case.criteria, overlay=case.overlay, cell=study.grid.cell)
    _, whole = build_program(study.rules, case.criteria, overlay=case.overlay, cell=study.grid.cell)
    order = [whole.rasters.index(name) for name in wanted.rasters]
    inputs = replace(
        study.inputs,
        masks=[],
        distances=[study.inputs.distances[whole.distances.index(item)] for item in wanted.distances],
        read=lambda part: study.inputs.read(part)[order],
    )
    account = inspect_cell(program, inputs, row=row, col=col)
    rows, names = [], criterion_names(case)
    for place, criterion in enumerate(case.criteria):
        source = int(program.criteria[place, 0])
        raw = float(account.raw[source])
        far = raw >= _cap(program, source)
        value, weight = float(account.values[place]), float(program.weights[place])
        rows.append(
            {
                "id": criterion.id,
                "name": names[criterion.id],
                "raw": None if far or math.isnan(raw) else raw,
                "beyond_m": raw if far else None,
                "unit": _UNITS[criterion.measure],
                "value": None if math.isnan(value) else value,
                "weight": weight,
                "contribution": None if math.isnan(value) else value * weight,
            }
        )
    return tuple(rows)
