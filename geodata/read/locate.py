"""Where is it? The coordinate system of a layer: what the file says is held against its numbers; doubts become questions."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS

from geodata.crs_declared import judge_declared
from geodata.crs_proposals import BOUNDING_BOX, Proposal, propose, to_degrees
from geodata.quality.model import Geometries, RawLayer, Reading, Stop
from geodata.quality.offers import Offer
from geodata.quality.places import WHOLE_FILE, rows
from geodata.read.crs_text import name_of, parse
from geodata.text import Bilingual

_FULL_TURN = (180.0, 90.0)
_METRES_FROM = 400.0
_MOST_PROPOSALS = 3
_ZONE_DEG = 1.5
_QUESTION_OF = {"crs-missing": "crs-missing", "crs-link": "crs-link"}

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Located:
    """A layer's place.

    Parameters
    ----------
    crs
        Its coordinate system.
    name
        How that is written in results.
    """

    crs: CRS
    name: str


def locate(layer: RawLayer, reading: Reading) -> Located:
    """Return the coordinate system of a layer.

    Parameters
    ----------
    layer
        The layer as read; its axes are exchanged when the person says so.
    reading
        Where findings go.

    Raises
    ------
    Stop
        A question must be answered, or numbers in the layer are no positions at all.
    """
    if reading.options.axes == "yx" and layer.geometry is not None:
        layer.geometry = shapely.transform(layer.geometry, lambda points: points[:, ::-1])
    xs, ys = _centres(layer)
    crs = _stated(layer, reading, xs, ys)
    if crs.is_geographic:
        _check_degrees(layer, crs, reading)
    _judge(layer, crs, reading, (xs, ys))
    if layer.claim.problem is not None and reading.options.crs is None:
        reading.note(layer.claim.problem, layer.claim.origin)
    return Located(crs, name_of(crs))


def _centres(layer: RawLayer) -> tuple[Floats, Floats]:
    """Return one point a feature, the middle of its box; NaN where it has none."""
    bounds = bounds_of(layer)
    return (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2


def bounds_of(layer: RawLayer) -> Floats:
    """Return the box of each feature, shape (rows, 4), NaN where it has none; of a raster, its one box.

    Parameters
    ----------
    layer
        The layer as read.
    """
    if layer.raster is not None:
        return np.array([layer.raster.bounds], dtype=np.float64)
    return np.asarray(shapely.bounds(layer.geometry), dtype=np.float64).reshape(-1, 4)


def _stated(layer: RawLayer, reading: Reading, xs: Floats, ys: Floats) -> CRS:
    """Return the system that the person or the file states; a question when neither does."""
    wanted = reading.options.crs
    if wanted is not None:
        crs = parse(wanted)
        if crs is None:
            raise reading.stop("crs-option-unknown", wanted=wanted)
        return crs
    if layer.claim.text is None:
        code = _QUESTION_OF.get(layer.claim.problem or "", "crs-unreadable")
        raise _question(code, layer, reading, propose(xs, ys), found="-")
    crs = parse(layer.claim.text)
    if crs is None or crs.geodetic_crs is None:
        raise _question("crs-unreadable", layer, reading, propose(xs, ys), found=layer.claim.text)
    return crs


def _question(
    code: str, layer: RawLayer, reading: Reading, proposals: tuple[Proposal, ...], **values: object
) -> Stop:
    """Return the question for a coordinate system, with the proposals and their evidence."""
    choices = [f"{item.crs} yx" if item.swapped else item.crs for item in proposals]
    return reading.stop(
        code,
        layer.claim.origin,
        choices=choices,
        offers=[Offer(item.crs, item.swapped, item.title, item.inside, item.tested) for item in proposals],
        origin=layer.claim.origin,
        proposals=_offered(proposals),
        **values,
    )


def _offered(proposals: tuple[Proposal, ...]) -> Bilingual:
    """Return the best proposals with how to answer for each."""
    if not proposals:
        return Bilingual(
            en="no usual system of Chongqing fits these numbers",
            zh="按重庆常用坐标系解释，没有一种与数值相符",
        )
    best = proposals[:_MOST_PROPOSALS]
    axes = [" --axes yx" if item.swapped else "" for item in best]
    en = [
        f"--crs {item.crs}{axis}: {item.evidence.en.rstrip('.')}"
        for item, axis in zip(best, axes, strict=True)
    ]
    zh = [
        f"--crs {item.crs}{axis}：{item.evidence.zh.rstrip('。')}"
        for item, axis in zip(best, axes, strict=True)
    ]
    return Bilingual(en="; ".join(en), zh="；".join(zh))


def _check_degrees(layer: RawLayer, crs: CRS, reading: Reading) -> None:
    """Stop when some features are not in degrees and others are, or when none are and nothing else fits."""
    bounds = bounds_of(layer)
    present = np.isfinite(bounds).all(axis=1)
    inside = (np.abs(bounds[:, [0, 2]]) <= _FULL_TURN[0]).all(axis=1) & (
        np.abs(bounds[:, [1, 3]]) <= _FULL_TURN[1]
    ).all(axis=1)
    bad: npt.NDArray[np.bool_] = np.asarray(present & ~inside)
    xs, ys = _centres(layer)
    if not bad.any():
        if _in_radians(xs[present], ys[present]):
            raise reading.stop("crs-radians", layer.claim.origin)
        return
    where = rows(layer.numbers_of(bad), layer.word)
    if not (present & inside).any() and not _is_mixed(xs, ys):
        judged = judge_declared(xs, ys, declared=crs)
        if judged.proposals and reading.options.crs is None:
            raise _contradicted(layer, reading, crs, judged.proposals)
        raise reading.stop("degrees-out-of-range", where, found=_number_pair(xs, ys, bad))
    swapped: npt.NDArray[np.bool_] = bad & _in_box(ys, xs)
    code = "degrees-out-of-range"
    if swapped.any() and (swapped == bad).all():
        code = "rows-swapped"
    elif (np.maximum(np.abs(xs), np.abs(ys))[bad] > _METRES_FROM).all():
        code = "mixed-units"
    raise reading.stop(code, where, found=_number_pair(xs, ys, bad))


def _contradicted(layer: RawLayer, reading: Reading, crs: CRS, proposals: tuple[Proposal, ...]) -> Stop:
    """Return the question that numbers of another system raise."""
    return _question("crs-contradicted", layer, reading, proposals, declared=crs.name)


def _is_mixed(xs: Floats, ys: Floats) -> bool:
    """Return whether some positions are as large as metres and others as small as degrees."""
    size = np.fmax(np.abs(xs), np.abs(ys))
    size = size[np.isfinite(size)]
    return bool((size > _METRES_FROM).any() and (size <= _METRES_FROM).any())


def _in_radians(xs: Floats, ys: Floats) -> bool:
    """Return whether all positions, read as radians, lie about Chongqing."""
    return bool(xs.size and _in_box(np.degrees(xs), np.degrees(ys)).all())


def _in_box(xs: Floats, ys: Floats) -> npt.NDArray[np.bool_]:
    """Return which positions lie within the bounding box of the municipality."""
    west, south, east, north = BOUNDING_BOX
    found: npt.NDArray[np.bool_] = (xs >= west) & (xs <= east) & (ys >= south) & (ys <= north)
    return found


def _number_pair(xs: Floats, ys: Floats, bad: npt.NDArray[np.bool_]) -> str:
    """Return the first offending position as text."""
    first = int(np.flatnonzero(bad)[0])
    return f"{xs[first]:.10g}, {ys[first]:.10g}"


def _judge(layer: RawLayer, crs: CRS, reading: Reading, centres: tuple[Floats, Floats]) -> None:
    """Ask when the numbers speak against the stated system or its datum; warn of a zone that lies far off."""
    xs, ys = centres
    present = np.asarray(np.isfinite(xs) & np.isfinite(ys))
    if not present.any():
        return
    judged = judge_declared(xs, ys, declared=crs)
    answered = reading.options.crs is not None
    if judged.verdict == "contradicted" and not answered:
        raise _contradicted(layer, reading, crs, judged.proposals)
    if judged.verdict == "contradicted":
        reading.note("crs-answer-doubtful", WHOLE_FILE, given=crs.name, proposals=_offered(judged.proposals))
    if judged.verdict == "old_datum":
        if not answered:
            raise reading.stop(
                "crs-old-datum", layer.claim.origin, declared=crs.name, question=judged.question or ""
            )
        reading.note("crs-old-datum-accepted", WHOLE_FILE, declared=crs.name)
    lon, lat = to_degrees(xs[present], ys[present], crs=crs)
    if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
        raise reading.stop(
            "crs-unfit", layer.claim.origin, declared=crs.name, found=_number_pair(xs, ys, present)
        )
    _tell_far_zone(crs, lon, reading)


def _tell_far_zone(crs: CRS, lon: Floats, reading: Reading) -> None:
    """Tell when most features lie nearer to the central meridian of another 3-degree zone: often a slip, or UTM."""
    operation = crs.coordinate_operation
    if crs.is_geographic or operation is None or "Transverse" not in operation.method_name:
        return
    values = {item.name: item.value for item in operation.params}
    meridian = values.get("Longitude of natural origin")
    if meridian is None or values.get("Scale factor at natural origin", 1.0) != 1.0:
        return
    off = float(np.median(np.abs(lon - float(meridian))))
    if off > _ZONE_DEG:
        reading.note("zone-far", WHOLE_FILE, declared=crs.name, off=f"{off:.1f}", meridian=f"{meridian:g}")


def to_lonlat(geometry: Geometries, crs: CRS) -> Geometries:
    """Return geometries in degrees, longitude first, on the datum of `crs`; heights are dropped.

    Parameters
    ----------
    geometry
        Geometries in `crs`, shape (rows,); None stays None.
    crs
        Any system.
    """
    flat: Geometries = np.asarray(shapely.force_2d(geometry), dtype=object)
    if crs.is_geographic:
        return flat

    def move(points: Floats) -> Floats:
        return np.column_stack(to_degrees(points[:, 0], points[:, 1], crs=crs))

    return np.asarray(shapely.transform(flat, move), dtype=object)
