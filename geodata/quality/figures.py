"""Figures that contradict each other: units, totals, rates, years. A rule that most rows keep is held against the others."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, permutations

import numpy as np
import numpy.typing as npt

from geodata.quality.cells import Floats, numeric_columns
from geodata.quality.model import RawLayer, Reading
from geodata.quality.places import column, columns, inside, rows
from geodata.quality.shown import listed

_KEPT_SHARE = 0.7
_LEAST_ROWS = 4
_TOLERANCE = 0.005
_MOST_COLUMNS = 12
_MOST_PARTS = 6
_TOTAL = re.compile(r"合计|总计|总数|小计|total|sum", re.IGNORECASE)
_RATE = re.compile(r"率|比例|占比|比重|强度|均|rate|ratio|share|percent|pct|%|density|per_", re.IGNORECASE)
_YEAR = re.compile(r"(?:^|[\s_(（])(?:year|yr)(?:$|[\s_)）])|^年份$|^年度$|^年$", re.IGNORECASE)
_YEARS = (1900, 2100)
# Square metres in one of each unit; 1 mu is 10000/15 m².
_AREA_UNITS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"平方公里|平方千米|km2|km²|sq_?km", re.IGNORECASE), 1e6),
    (re.compile(r"公顷|hectare|(?:^|[\s_(（])ha(?:$|[\s_)）])", re.IGNORECASE), 1e4),
    (re.compile(r"亩|(?:^|[\s_(（])mu(?:$|[\s_)）])", re.IGNORECASE), 10_000.0 / 15.0),
    (re.compile(r"平方米|㎡|m2|m²|sq_?m(?:$|[\s_)）])", re.IGNORECASE), 1.0),
)
_AREA = re.compile(r"面积|area|land|用地|土地|亩|公顷|平方|km2|m2|hectare", re.IGNORECASE)
_NOT_AREA = re.compile(r"产值|投资|税|收入|元|人|output|gdp|cny|per_|/|均", re.IGNORECASE)

Mask = npt.NDArray[np.bool_]


def check(layer: RawLayer, reading: Reading, *, geodesic_m2: Floats | None = None) -> None:
    """Tell figures of a layer that contradict each other.

    Parameters
    ----------
    layer
        The layer.
    reading
        Where findings go.
    geodesic_m2
        The area of each row's polygon in m², NaN where it has none; None when the layer has no polygons.
    """
    numbers = dict(list(numeric_columns(layer.columns).items())[:_MOST_COLUMNS])
    units = {name: unit for name in numbers if (unit := _unit(name)) is not None}
    for first, second in combinations(units, 2):
        _compare_areas(first, second, (numbers, units), layer, reading)
    if geodesic_m2 is not None:
        for name, unit in units.items():
            _compare_shape(name, numbers[name] * unit, geodesic_m2, layer, reading)
    _check_totals(numbers, layer, reading)
    _check_rates(numbers, layer, reading)
    _check_years(numbers, layer, reading)


def _unit(name: str) -> float | None:
    """Return the square metres in one unit of an area column, by its name."""
    if _NOT_AREA.search(name) or not _AREA.search(name):
        return None
    return next((size for pattern, size in _AREA_UNITS if pattern.search(name)), None)


def _compare_areas(
    first: str,
    second: str,
    known: tuple[Mapping[str, Floats], Mapping[str, float]],
    layer: RawLayer,
    reading: Reading,
) -> None:
    """Tell two columns of one area in two units whose figures are not that area."""
    numbers, units = known
    if units[first] == units[second] or _stem(first) != _stem(second):
        return
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = numbers[first] * units[first] / (numbers[second] * units[second])
    wrong = np.isfinite(ratio) & (np.abs(ratio - 1.0) > 2 * _TOLERANCE)
    if wrong.any():
        where = inside(rows(layer.numbers_of(wrong), layer.word), columns([first, second]))
        reading.note("units-differ", where, ratio=f"{np.median(ratio[wrong]):.4g}")


def _stem(name: str) -> str:
    """Return what remains of a column name without its unit."""
    for pattern, _ in _AREA_UNITS:
        name = pattern.sub("", name)
    return re.sub(r"[\s_()（）\[\]/:：-]", "", name).lower()


def _compare_shape(name: str, stated: Floats, measured: Floats, layer: RawLayer, reading: Reading) -> None:
    """Tell an area column that is off from the polygons by the factor of another unit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = stated / measured
    usable = ratio[np.isfinite(ratio) & (ratio > 0)]
    if usable.size < max(2, layer.rows // 2):
        return
    middle = float(np.median(usable))
    own = _unit(name)
    for pattern, size in _AREA_UNITS:
        if own is not None and size != own and abs(middle * size / own - 1.0) < 10 * _TOLERANCE:
            reading.note("area-unit", column(name), ratio=f"{middle:.4g}", unit=pattern.pattern.split("|")[0])
            return


def _check_totals(numbers: Mapping[str, Floats], layer: RawLayer, reading: Reading) -> None:
    """Tell rows in which a total is not the sum of the parts that make it up in most rows."""
    for name in (name for name in numbers if _TOTAL.search(name)):
        parts = [
            other
            for other in numbers
            if other != name and not _RATE.search(other) and not _YEAR.search(other)
        ]
        for chosen in _groups(parts):
            total = np.sum([numbers[other] for other in chosen], axis=0)
            wrong = _exceptions(numbers[name], total)
            if wrong is None:
                continue
            if wrong.any():
                where = inside(rows(layer.numbers_of(wrong), layer.word), column(name))
                reading.note("total-not-sum", where, parts=listed(chosen))
            break


def _groups(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the groups of columns that may make up a total: all of them first, then neighbours."""
    for size in range(min(len(parts), _MOST_PARTS), 1, -1):
        for start in range(len(parts) - size + 1):
            yield tuple(parts[start : start + size])


def _check_rates(numbers: Mapping[str, Floats], layer: RawLayer, reading: Reading) -> None:
    """Tell rows in which a rate is not the quotient of the two columns that it is in most rows."""
    for name in (name for name in numbers if _RATE.search(name)):
        others = [
            other
            for other in numbers
            if other != name and not _RATE.search(other) and not _YEAR.search(other)
        ]
        for top, bottom in permutations(others, 2):
            with np.errstate(divide="ignore", invalid="ignore"):
                quotient = numbers[top] / numbers[bottom]
            found = next(
                (
                    wrong
                    for scale in (1.0, 100.0, 0.01)
                    if (wrong := _exceptions(numbers[name], quotient * scale)) is not None
                ),
                None,
            )
            if found is None:
                continue
            if found.any():
                where = inside(rows(layer.numbers_of(found), layer.word), column(name))
                reading.note("rate-contradicts", where, top=top, bottom=bottom)
            break


def _exceptions(stated: Floats, computed: Floats) -> Mask | None:
    """Return the rows that break a rule which most rows keep; None when it is no rule of this table."""
    usable = np.isfinite(stated) & np.isfinite(computed) & (np.abs(computed) > 0)
    if usable.sum() < _LEAST_ROWS or np.unique(computed[usable]).size < _LEAST_ROWS - 1:
        return None
    step = np.abs(stated - computed) / np.where(usable, np.abs(computed), 1.0)
    # a printed figure is rounded: half a unit of its second decimal is no contradiction
    kept = usable & ((step <= _TOLERANCE) | (np.abs(stated - computed) <= _TOLERANCE))
    if kept.sum() < _KEPT_SHARE * usable.sum():
        return None
    return np.asarray(usable & ~kept)


def _check_years(numbers: Mapping[str, Floats], layer: RawLayer, reading: Reading) -> None:
    """Tell years that are missing from a series, and numbers that are no years."""
    for name in (name for name in numbers if _YEAR.search(name)):
        values = numbers[name]
        present = np.isfinite(values)
        odd = present & ((values < _YEARS[0]) | (values > _YEARS[1]) | (values % 1 != 0))
        if odd.any():
            reading.note("year-odd", inside(rows(layer.numbers_of(odd), layer.word), column(name)))
            continue
        years = sorted({int(value) for value in values[present]})
        missing = sorted(set(range(years[0], years[-1] + 1)) - set(years)) if years else []
        if missing and len(years) > len(missing):
            reading.note("years-missing", column(name), years=listed(missing))
        if not present.all():
            reading.note("year-empty", inside(rows(layer.numbers_of(~present), layer.word), column(name)))
