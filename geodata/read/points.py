"""Points out of the rows of a table: every cell that is no coordinate is named by its row."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from geodata.quality.model import Claim, RawLayer, Reading
from geodata.quality.numbers_in_text import degrees, has_decimal_comma, is_missing, number
from geodata.quality.places import column, inside, rows
from geodata.read.coordinate_columns import Pair, choose
from geodata.read.tabletext import Grid
from geodata.text import Bilingual

_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计|总\s*和|total|sum|subtotal)\s*", re.IGNORECASE)
_PACKED = re.compile(r"\d{1,3}\.([0-5]\d)([0-5]\d)")
_LEAST_PACKED = 2
_SRID = re.compile(r"^\s*SRID=\d+;", re.IGNORECASE)


@dataclass(slots=True)
class _Cells:
    """What was found in the coordinate cells."""

    missing: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    commas: list[int] = field(default_factory=list)
    infinite: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    packed: int = 0
    texts: int = 0


def to_layer(grid: Grid, name: str, *, reading: Reading) -> RawLayer:
    """Return the layer of a table: points, the geometries of a WKT column, or no geometry where none is wanted.

    Parameters
    ----------
    grid
        The table.
    name
        The name of the layer.
    reading
        Where findings go.

    Raises
    ------
    Stop
        There are no positions, or cells that hold none.
    """
    columns = {title: [row[n] for row in grid.cells] for n, title in enumerate(grid.header)}
    if reading.options.table:
        claim = Claim(None, Bilingual(en="a table", zh="表格"))
        return RawLayer(name, None, columns, claim, word="row", numbers=grid.numbers, unit=grid.unit)
    pair = choose(grid.header, grid.cells[0], reading=reading)
    geometry = _shapes(grid, pair, reading) if pair.kind == "wkt" else _points(grid, pair, reading)
    names = [grid.header[pair.first], grid.header[pair.second]]
    origin = Bilingual(en=f"the column names {names[0]}, {names[1]}", zh=f"列名 {names[0]}、{names[1]}")
    claim = Claim("EPSG:4326", origin) if pair.kind == "degrees" else Claim(None, origin, "crs-missing")
    if pair.datum in {"gcj02", "bd09"} and reading.options.datum is None:
        reading.note("datum-named", where=column(names[0]), datum=pair.datum.upper())
    if pair.kind == "wkt":
        # the geometry says the same; longitude and latitude stay, as they were typed
        del columns[grid.header[pair.first]]
    return RawLayer(name, geometry, columns, claim, word="row", numbers=grid.numbers)


def _points(grid: Grid, pair: Pair, reading: Reading) -> np.ndarray:
    """Return one point a row, None where both cells are empty."""
    cells = _Cells()
    positions = np.full((len(grid.cells), 2), np.nan)
    for n, row in enumerate(grid.cells):
        values = [_ordinate(row[position], grid.numbers[n], cells) for position in (pair.first, pair.second)]
        if is_missing(row[pair.first]) or is_missing(row[pair.second]):
            total = any(isinstance(cell, str) and _TOTAL.fullmatch(cell) for cell in row)
            (cells.totals if total else cells.missing).append(grid.numbers[n])
        elif (position := _position(values)) is not None:
            positions[n] = position
    _tell(cells, grid, pair, reading)
    placed = np.isfinite(positions).all(axis=1)
    found = np.full(len(grid.cells), None, dtype=object)
    found[placed] = shapely.points(positions[placed])
    return found


def _position(values: Sequence[float | None]) -> tuple[float, float] | None:
    """Return a position, or None where a coordinate is missing or not finite."""
    first, second = values
    if first is None or second is None or not (math.isfinite(first) and math.isfinite(second)):
        return None
    return first, second


def _ordinate(cell: object, place: int, cells: _Cells) -> float | None:
    """Return one coordinate and count what is odd about the cell."""
    if is_missing(cell):
        return None
    value = number(cell)
    if value is None:
        value = degrees(cell)
        if value is not None:
            cells.minutes.append(place)
    elif not math.isfinite(value):
        cells.infinite.append(place)
    elif isinstance(cell, str):
        cells.texts += 1
        cells.packed += bool(_PACKED.fullmatch(cell.strip()))
    if value is None:
        (cells.commas if has_decimal_comma(cell) else cells.unreadable).append(place)
    return value


def _tell(cells: _Cells, grid: Grid, pair: Pair, reading: Reading) -> None:
    """Stop at cells that hold no coordinate; tell rows without one."""
    where = Bilingual(
        en=f"columns {grid.header[pair.first]}, {grid.header[pair.second]}",
        zh=f"字段 {grid.header[pair.first]}、{grid.header[pair.second]}",
    )
    for code, numbers in (
        ("decimal-comma", cells.commas),
        ("coordinate-unreadable", cells.unreadable),
        ("coordinate-not-finite-row", cells.infinite),
    ):
        if numbers:
            raise reading.stop(code, inside(rows(sorted(set(numbers)), "row"), where))
    if len(cells.missing) + len(cells.totals) == len(grid.cells):
        raise reading.stop("no-positions", where, count=len(grid.cells))
    for code, numbers in (
        ("row-without-position", cells.missing),
        ("total-row", cells.totals),
        ("degrees-minutes", sorted(set(cells.minutes))),
    ):
        if numbers:
            reading.note(code, rows(numbers, "row"), count=len(numbers))
    placed = len(grid.cells) - len(cells.missing) - len(cells.totals)
    if pair.kind == "degrees" and placed >= _LEAST_PACKED and cells.packed == 2 * placed:
        reading.note("degrees-packed", where)


def _shapes(grid: Grid, pair: Pair, reading: Reading) -> np.ndarray:
    """Return the geometries of a WKT column."""
    found = np.full(len(grid.cells), None, dtype=object)
    empty: list[int] = []
    for n, row in enumerate(grid.cells):
        cell = row[pair.first]
        if is_missing(cell):
            empty.append(grid.numbers[n])
            continue
        try:
            found[n] = shapely.from_wkt(_SRID.sub("", str(cell)))
        except shapely.errors.GEOSException:
            place = inside(rows([grid.numbers[n]], "row"), column(grid.header[pair.first]))
            raise reading.stop("wkt-unreadable", place, found=cell) from None
    _check_finite(found, grid.numbers, reading)
    if empty:
        reading.note("row-without-position", rows(empty, "row"), count=len(empty))
    return found


def _check_finite(found: np.ndarray, numbers: Sequence[int], reading: Reading) -> None:
    """Stop at geometries with a coordinate that is no number."""
    points, owners = shapely.get_coordinates(found, return_index=True)
    bad = sorted({int(owner) for owner in owners[~np.isfinite(points).all(axis=1)]})
    if bad:
        raise reading.stop("coordinate-not-finite-row", rows([numbers[n] for n in bad], "row"))
