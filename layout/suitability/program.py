"""The rules and criteria of a case as plain arrays, which one compiled loop runs through for every row of cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_shapes import StepValue
from layout.rules.grid_rule import AttributeLimits, Attributes, CellTest, GridRule, WeightTest
from layout.rules.placed_rule import PlacedRule
from layout.suitability.criterion import (
    METHODS,
    MISSING_SCORES,
    OTHERS,
    Curved,
    GridCriterion,
    Overlay,
    knots_of,
    table_of,
)

T = TypeVar("T")
Ints = npt.NDArray[np.int64]
Singles = npt.NDArray[np.float32]
FrozenWhere = tuple[tuple[str, tuple[str | int | float, ...] | AttributeLimits], ...]

MOST_RULES = 62
AREA_MASK = 0
"""The first mask is the area of the case."""

VALUE, SLOPE_PCT, SLOPE_DEG, DISTANCE = 0, 1, 2, 3
_SOURCES = ("value", "slope_pct", "slope_deg", "distance_m")
RANGE, VALUES, MASK, ALL = 0, 1, 2, 3
JURISDICTION = "(jurisdiction)"
"""The layer of polygons that rules are limited to; no layer of a case."""
_MODES = ("exclude", "include", "weight", "force")
_NO_DATA = ("exclude", "keep", "unknown")
RAMP, CLASSES, STEPS, TABLE = 0, 1, 2, 3


class Program(NamedTuple):
    """What the compiled loop is told; see `build_program` for the columns.

    Parameters
    ----------
    sources
        (n, 3): kind (value, slope %, slope °, distance), number of the raster or distance layer, and whether a test needs
        it, so that it is measured in every cell of the area and not only in available ones.
    tests
        (n, 7): kind (range, values, mask, all), source or mask, lower limit open, upper limit open, negated, first and
        last+1 of `test_values`, which for `all` holds the numbers of the earlier tests that must all be met.
    limits
        (n, 2) lower and upper limit.
    test_values
        Values of the value tests, one after the other.
    rules
        (n, 4): mode, test, test of the condition or -1, no-data policy.
    shares
        (n,) the share that a weighting rule leaves.
    criteria
        (n, 4): source, kind (ramp, classes, steps, table), first and last+1 of `knots`.
    knots
        (n, 2) raw position and value; of steps the first position is not used, of a table positions are equally spaced.
    weights
        (criteria,) with sum 1, the value of classes not named in `others`, and the weights of the order.
    others
        (criteria,) NaN where a class not named has no value.
    order
        (criteria,) with sum 1.
    choices
        (2,): overlay method and missing policy.
    reaches
        (distance layers,) in cells.
    cell
        Edge of a cell in metres.
    """

    sources: Ints
    tests: Ints
    limits: Singles
    test_values: Singles
    rules: Ints
    shares: Singles
    criteria: Ints
    knots: Singles
    weights: Singles
    others: Singles
    order: Singles
    choices: Ints
    reaches: Ints
    cell: float


@dataclass(frozen=True, slots=True)
class ShapesWanted:
    """Shapes that a rule or criterion needs: the layer, which of its features, and the radius around them in metres."""

    layer: str
    where: FrozenWhere
    radius_m: float = 0.0


@dataclass(slots=True)
class Wanted:
    """What a program reads: rasters, masks (after the area, which is mask 0) and layers that distances are taken from."""

    rasters: list[str] = field(default_factory=list)
    masks: list[ShapesWanted] = field(default_factory=list)
    distances: list[ShapesWanted] = field(default_factory=list)

    def mask_of(self, code: str) -> int:
        """Return the mask of a jurisdiction, adding it at its first use."""
        return _position(self.masks, ShapesWanted(JURISDICTION, (("code", (code,)),))) + AREA_MASK + 1


@dataclass(slots=True)
class _Build:
    """The tables while they grow."""

    wanted: Wanted = field(default_factory=Wanted)
    sources: list[tuple[int, int]] = field(default_factory=list)
    tested: set[int] = field(default_factory=set)
    tests: list[tuple[int, ...]] = field(default_factory=list)
    limits: list[tuple[float, float]] = field(default_factory=list)
    test_values: list[float] = field(default_factory=list)

    def source(self, layer: str, measure: str, *, where: Attributes) -> int:
        """Return the number of a source, adding it at its first use."""
        if measure == "distance_m":
            number = _position(self.wanted.distances, ShapesWanted(layer, _frozen(where)))
        else:
            number = _position(self.wanted.rasters, layer)
        return _position(self.sources, (_SOURCES.index(measure), number))

    def test(self, layer: str, measure: str, *, where: Attributes, test: CellTest) -> int:
        """Return the number of a test after adding it."""
        first = len(self.test_values)
        if test.is_spatial:
            wanted = ShapesWanted(layer, _frozen(where), test.radius_m)
            mask = _position(self.wanted.masks, wanted) + AREA_MASK + 1
            row: tuple[int, ...] = (MASK, mask, 0, 0, int(test.beyond_m is not None), first, first)
        else:
            self.test_values += test.values
            kind = VALUES if test.values else RANGE
            opens = (int(test.gt is not None), int(test.lt is not None))
            source = self.source(layer, measure, where=where)
            self.tested.add(source)
            row = (kind, source, *opens, 0, first, len(self.test_values))
        self.tests.append(row)
        self.limits.append(test.limits)
        return len(self.tests) - 1

    def placed(self, rule: GridRule, where: int) -> int:
        """Return the number of the test of where a rule holds: its condition and its jurisdictions together, -1 for everywhere."""
        if not isinstance(rule, PlacedRule):
            return where
        needed = [] if where < 0 else [where]
        needed += [self._inside(code, negated=0) for code in (rule.within,) if code is not None]
        needed += [self._inside(code, negated=1) for code in rule.without]
        if len(needed) <= 1:
            return needed[0] if needed else -1
        first = len(self.test_values)
        self.test_values += [float(number) for number in needed]
        self.tests.append((ALL, 0, 0, 0, 0, first, len(self.test_values)))
        self.limits.append((-np.inf, np.inf))
        return len(self.tests) - 1

    def _inside(self, code: str, *, negated: int) -> int:
        """Return the number of the test whether the centre of a cell lies in a jurisdiction."""
        self.tests.append(
            (MASK, self.wanted.mask_of(code), 0, 0, negated, len(self.test_values), len(self.test_values))
        )
        self.limits.append((-np.inf, np.inf))
        return len(self.tests) - 1


def build_program(
    rules: Sequence[GridRule], criteria: Sequence[GridCriterion], *, overlay: Overlay, cell: float
) -> tuple[Program, Wanted]:
    """Return the program of a case and what it needs to read.

    Parameters
    ----------
    rules
        Those that can be evaluated, at most `MOST_RULES`.
    criteria
        All of them can be measured; none means that a cell's score is 1 where it is available.
    overlay
        How criteria are combined.
    cell
        Edge of a cell in metres.
    """
    build = _Build()
    rows, shares = [], []
    for rule in rules:
        test = build.test(rule.layer, rule.measure, where=rule.where, test=rule.test)
        only = rule.only_where
        where = -1 if only is None else build.test(only.layer, only.measure, where=only.where, test=only.test)
        where = build.placed(rule, where)
        rows.append((_MODES.index(rule.mode), test, where, _NO_DATA.index(rule.no_data or "unknown")))
        shares.append(rule.test.share if isinstance(rule.test, WeightTest) else 1.0)
    measured, knots, others = _criteria(build, criteria)
    program = Program(
        sources=_table([(*row, int(place in build.tested)) for place, row in enumerate(build.sources)], 3),
        tests=_table(build.tests, 7),
        limits=np.array(build.limits, dtype=np.float32).reshape(-1, 2),
        test_values=np.array(build.test_values, dtype=np.float32),
        rules=_table(rows, 4),
        shares=np.array(shares, dtype=np.float32),
        criteria=_table(measured, 4),
        knots=np.array(knots, dtype=np.float32).reshape(-1, 2),
        weights=_normalised([criterion.weight for criterion in criteria]),
        others=np.array(others, dtype=np.float32),
        order=_normalised(overlay.order_weights),
        choices=np.array([METHODS.index(overlay.method), MISSING_SCORES.index(overlay.missing)]),
        reaches=_reaches(build.wanted, rules, criteria, cell),
        cell=float(cell),
    )
    return program, build.wanted


def _criteria(
    build: _Build, criteria: Sequence[GridCriterion]
) -> tuple[list[tuple[int, ...]], list[tuple[float, float]], list[float]]:
    """Return the table of criteria, their knots, and the values of classes not named."""
    rows: list[tuple[int, ...]] = []
    knots: list[tuple[float, float]] = []
    others: list[float] = []
    for criterion in criteria:
        first = len(knots)
        other = float("nan")
        if isinstance(criterion.value, CategoryValue):
            table = criterion.value.table
            other = table.get(OTHERS, other)
            knots += sorted((float(name), level) for name, level in table.items() if name != OTHERS)
            kind = CLASSES
        elif isinstance(criterion.value, StepValue):
            steps = criterion.value.steps
            knots += [(steps[0][0], criterion.value.below), *steps]
            kind = STEPS
        elif isinstance(criterion.value, Curved):
            knots += zip(*table_of(criterion.value), strict=True)
            kind = TABLE
        else:
            knots += zip(*knots_of(criterion.value), strict=True)
            kind = RAMP
        source = build.source(criterion.layer, criterion.measure, where=criterion.where)
        rows.append((source, kind, first, len(knots)))
        others.append(other)
    return rows, knots, others


def _reaches(
    wanted: Wanted, rules: Sequence[GridRule], criteria: Sequence[GridCriterion], cell: float
) -> Ints:
    """Return the reach of each distance layer in cells: the furthest that a criterion or rule on it asks for."""
    asked = [(item.layer, item.where, item.reach) for item in criteria if item.measure == "distance_m"]
    for rule in rules:
        for item in (rule, rule.only_where):
            if item is not None and item.measure == "distance_m":
                asked += [(item.layer, item.where, limit) for limit in item.test.limits if np.isfinite(limit)]
    reaches = np.zeros(len(wanted.distances), dtype=np.int64)
    for layer, where, reach in asked:
        number = wanted.distances.index(ShapesWanted(layer, _frozen(where)))
        reaches[number] = max(reaches[number], int(np.ceil(reach / cell)) + 1)
    return reaches


def _position(items: list[T], item: T) -> int:
    """Return the position of an item, adding it if it is not there."""
    if item not in items:
        items.append(item)
    return items.index(item)


def _frozen(where: Attributes) -> FrozenWhere:
    """Return an attribute filter as a value that can be compared."""
    return tuple(sorted(where.items()))


def _table(rows: Sequence[Sequence[int]], columns: int) -> Ints:
    """Return rows of integers as an array, also when there are none."""
    return np.array(rows, dtype=np.int64).reshape(-1, columns)


def _normalised(weights: Sequence[float]) -> Singles:
    """Return weights divided by their sum."""
    total = sum(weights)
    return np.array([weight / total for weight in weights] if total > 0 else weights, dtype=np.float32)


def source_of(program: Program, wanted: Wanted, *, layer: str, measure: str) -> int:
    """Return the source of a program that measures a raster."""
    row = (_SOURCES.index(measure), wanted.rasters.index(layer))
    return next(place for place, source in enumerate(program.sources) if tuple(source[:2]) == row)
