"""Geometries that are missing, invalid, thin as a hair or of several kinds: mended where that is safe, and told."""

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import shapely

from geodata.quality.mending import crossings_of, fault_of, hectares, mended
from geodata.quality.model import Geometries, RawLayer, Reading, Shape
from geodata.quality.places import inside, part, row, rows
from geodata.quality.shown import listed

_MOST_TOLD = 20
_SLIVER_M = 0.05
_GRID_M = 2_000_000.0
_FAMILIES = {
    0: "Point",
    4: "Point",
    1: "LineString",
    2: "LineString",
    5: "LineString",
    3: "Polygon",
    6: "Polygon",
    7: "GeometryCollection",
}

Mask = npt.NDArray[np.bool_]


def check(layer: RawLayer, reading: Reading, *, to_lonlat: Callable[[Geometries], Geometries]) -> None:
    """Tell what is wrong with the geometries of a layer and mend what can be mended, in place.

    Parameters
    ----------
    layer
        A layer with geometries.
    reading
        Where findings go.
    to_lonlat
        Turns geometries of the layer into degrees, for areas.

    Raises
    ------
    Stop
        A geometry is too tangled to be mended within the limits.
    """
    if layer.geometry is None:
        return
    _tell_missing(layer, reading)
    _mend(layer, reading, to_lonlat)
    _tell_kinds(layer, reading)


def _tell_missing(layer: RawLayer, reading: Reading) -> None:
    """Tell rows without a geometry."""
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    already = {item.code for item in reading.findings} & {"row-without-position", "total-row"}
    missing = np.asarray(shapely.is_missing(layer.geometry))
    empty = ~missing & np.asarray(shapely.is_empty(layer.geometry))
    if missing.any() and not already:
        reading.note(
            "null-geometry",
            rows(layer.numbers_of(missing), layer.word),
            count=int(missing.sum()),
            total=layer.rows,
        )
    if empty.any():
        reading.note(
            "empty-geometry",
            rows(layer.numbers_of(empty), layer.word),
            count=int(empty.sum()),
            total=layer.rows,
        )


def check_finite(layer: RawLayer, reading: Reading) -> None:
    """Stop at a coordinate that is no finite number.

    Parameters
    ----------
    layer
        A layer with geometries.
    reading
        Where findings go.

    Raises
    ------
    Stop
        There is one.
    """
    points, owners = shapely.get_coordinates(layer.geometry, return_index=True)
    bad = np.zeros(layer.rows, dtype=bool)
    bad[owners[~np.isfinite(points).all(axis=1)]] = True
    if bad.any():
        raise reading.stop("coordinate-not-finite-row", rows(layer.numbers_of(bad), layer.word))


def _mend(layer: RawLayer, reading: Reading, to_lonlat: Callable[[Geometries], Geometries]) -> None:
    """Mend invalid geometries; say what, where and how the area changed."""
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    shapely.prepare(layer.geometry)
    sound = np.asarray(shapely.is_valid(layer.geometry)) | np.asarray(shapely.is_missing(layer.geometry))
    invalid: list[int] = np.flatnonzero(~sound).tolist()
    if not invalid:
        return
    _refuse_tangled(layer, invalid, reading)
    broken = layer.geometry[invalid]
    for index in invalid:
        layer.geometry[index] = mended(layer.geometry[index])
    areas = [
        (hectares(old), hectares(new)) for old, new in _pairs(broken, layer.geometry[invalid], to_lonlat)
    ]
    for index, shape, (before, after) in zip(invalid[:_MOST_TOLD], broken, areas, strict=False):
        reason, spot = fault_of(shape)
        place = row(layer.numbers[index], layer.word)
        where = inside(place, part(spot)) if spot else place
        reading.note(
            "geometry-repaired", where, reason=reason, before=f"{before:,.4f}", after=f"{after:,.4f}"
        )
    if len(invalid) > _MOST_TOLD:
        rest = [layer.numbers[index] for index in invalid[_MOST_TOLD:]]
        sums = [f"{sum(side):,.4f}" for side in zip(*areas, strict=True)]
        reading.note("geometry-repaired-more", rows(rest, layer.word), before=sums[0], after=sums[1])
    gone = [layer.numbers[index] for index in invalid if layer.geometry[index].is_empty]
    if gone:
        reading.note("geometry-vanished", rows(gone, layer.word))


def _pairs(
    old: Geometries, new: Geometries, to_lonlat: Callable[[Geometries], Geometries]
) -> Iterable[tuple[Shape, Shape]]:
    """Return geometries before and after mending, in degrees."""
    return zip(to_lonlat(old), to_lonlat(new), strict=True)


def _refuse_tangled(layer: RawLayer, invalid: list[int], reading: Reading) -> None:
    """Stop at a geometry that mending would work on for minutes."""
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    for index in invalid:
        crossings, limit = crossings_of(layer.geometry[index]), reading.limits.crossings
        if crossings > limit:
            place = row(layer.numbers[index], layer.word)
            raise reading.stop("geometry-too-tangled", place, found=f"{crossings:,.0f}", limit=f"{limit:,}")


def turn_rings(layer: RawLayer, reading: Reading) -> None:
    """Turn the rings of valid polygons that run the wrong way, and say so (for formats that prescribe the direction).

    Parameters
    ----------
    layer
        A layer with geometries; outer rings run counter-clockwise and holes clockwise afterwards.
    reading
        Where findings go.
    """
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    sound = np.asarray(shapely.is_valid(layer.geometry))
    turned = shapely.orient_polygons(layer.geometry)
    wrong = sound & (shapely.to_wkb(turned) != shapely.to_wkb(layer.geometry))
    if wrong.any():
        layer.geometry = np.where(wrong, turned, layer.geometry)
        reading.note("ring-direction", rows(layer.numbers_of(wrong), layer.word), count=int(wrong.sum()))


def _tell_kinds(layer: RawLayer, reading: Reading) -> None:
    """Tell several kinds of geometry in one layer, and heights."""
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it
    present = layer.geometry[
        ~np.asarray(shapely.is_missing(layer.geometry)) & ~np.asarray(shapely.is_empty(layer.geometry))
    ]
    kinds = families(present)
    if len(kinds) > 1:
        reading.note("mixed-types", kinds=listed(kinds))
    tall = np.asarray(shapely.has_z(present))
    if tall.any():
        code = "heights" if tall.all() else "heights-mixed"
        reading.note(code, count=int(tall.sum()), total=len(present))


def families(geometry: Geometries) -> list[str]:
    """Return the kinds of geometry in a layer, a multi-part one counted as its parts.

    Parameters
    ----------
    geometry
        Geometries without None.
    """
    return sorted(
        {_FAMILIES[int(kind)] for kind in np.unique(shapely.get_type_id(geometry)) if int(kind) in _FAMILIES}
    )


def tell_slivers(layer: RawLayer, metric: Geometries, *, reading: Reading) -> None:
    """Tell polygons that are thinner than a few centimetres.

    Parameters
    ----------
    layer
        The layer.
    metric
        Its geometries in metres, equal-area.
    reading
        Where findings go.
    """
    area, length = shapely.area(metric), shapely.length(metric)
    polygons = np.asarray(shapely.get_dimensions(metric)) == 2  # noqa: PLR2004 - the dimension of an area
    # far from its middle the working grid bends lengths, and the ends of the earth it does not hold at all
    polygons &= (np.abs(np.nan_to_num(shapely.bounds(metric), nan=np.inf)) < _GRID_M).all(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        thin = polygons & (length > 0) & (2 * area / length < _SLIVER_M)
    if thin.any():
        width = float(np.max(2 * area[thin] / length[thin]))
        reading.note("sliver", rows(layer.numbers_of(thin), layer.word), width=f"{width * 1000:.1f}")
