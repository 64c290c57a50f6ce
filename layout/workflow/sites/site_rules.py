"""Rules on elevation and slope at the office's own sites, out of the elevation raster that the case names.

A parcel is judged by the share of it that meets the rule, a point by all cells within its position's precision.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.convert.slope import cell_sides_m, slope
from geodata.convert.zonal import zonal_statistics
from geodata.crs import CHONGQING_EQUAL_AREA, WGS84
from geodata.grid import Block, Grid
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid, raster_tag
from geodata.write.surface import Surface
from layout.entities.wording import plain, say
from layout.rules.evaluate import COMPARISONS, Measured, Outcome
from layout.rules.register import Rule
from layout.sites.user_model import OwnSites
from layout.workflow.sites.user_terrain import window_of

ELEVATION_RULE: Final = "site_elevation_m"
SLOPE_RULE: Final = "natural_slope_pct"
MOST_SLOPE_CELL_M: Final = 60.0
"""Cells wider than this say nothing of the slope of a plot: GLO-30 and ASTER have 30 m, SRTM as first published 90 m."""
NAME_TAG: Final = "SOURCE_NAME"
"""The tag in which a clipped raster keeps the name of the one that it was taken from."""
_MARGIN: Final = 2
_ALL: Final = 0.9999
_PERCENT: Final = 100.0
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Ground:
    """An open elevation raster."""

    path: Path
    lattice: Grid
    cells: Cells
    name: str

    def values(self, parameter: str) -> Callable[[Grid], Singles]:
        """Return what gives elevation or slope in a window."""
        if parameter == ELEVATION_RULE:
            return self.cells.read_scaled
        return lambda window: slope(self.cells.read_scaled, window, unit="percent")


def measured_outcomes(
    own: OwnSites, rules: Sequence[Rule], *, dem: Path, parcel_share: float | None, name: str = ""
) -> dict[tuple[str, str], Measured]:
    """Return the outcome of each rule on elevation or slope at each own site.

    Parameters
    ----------
    own
        The sites, with their outlines where they are parcels.
    rules
        The rules that bear on the project; the others are left out.
    dem
        Elevation raster in metres.
    name
        Its name in messages; what the file says of itself, or its own name, when "".
    parcel_share
        The least share of a parcel that must meet a rule; None leaves a parcel that meets it in part undecided.

    Returns
    -------
    dict
        By rule and site.

    Raises
    ------
    DataMissingError, DataFormatError, GridMismatchError, CRSMismatchError
        The raster is not there, damaged, rotated, or has no CRS.
    OwnSiteError
        A site spans more of the raster than can be read at once.
    """
    asked = [
        rule
        for rule in rules
        if rule.parameter in (ELEVATION_RULE, SLOPE_RULE) and rule.operator in COMPARISONS
    ]
    if not asked:
        return {}
    lattice = raster_grid(dem)
    shapes = _shapes(own).to_crs(lattice.crs)
    with Cells(dem, lattice) as cells:
        ground = _Ground(dem, lattice, cells, name or raster_tag(dem, NAME_TAG) or dem.name)
        return {
            (rule.rule_id, str(site)): _outcome(
                rule, shape, ground, least=parcel_share if site in own.outlines else None
            )
            for rule in asked
            for site, shape in shapes.items()
        }


def _shapes(own: OwnSites) -> gpd.GeoSeries:
    """Return what is looked at for each site: its outline, the circle of its position's precision, or its point."""
    frame = own.frame
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), index=frame.index, crs=WGS84)
    radii = frame["position_precision_m"].fillna(0.0).to_numpy(dtype=float)
    circles = points.to_crs(CHONGQING_EQUAL_AREA).buffer(np.maximum(radii, 0.0)).to_crs(WGS84)
    known = frame["lon"].notna().to_numpy()
    found = [
        own.outlines.get(str(site), (circle if radius > 0 else point) if placed else None)
        for placed, site, circle, point, radius in zip(
            known, frame.index, circles, points, radii, strict=True
        )
    ]
    return gpd.GeoSeries(found, index=frame.index, crs=WGS84)


def _outcome(rule: Rule, shape: BaseGeometry | None, ground: _Ground, *, least: float | None) -> Measured:
    """Return the outcome of one rule at one site, with what was found and where it comes from."""
    place = None if shape is None or shape.is_empty else window_of(shape, ground.lattice, path=ground.path)
    if shape is None or place is None:
        return "not_evaluated", say("site_rule.off", source=ground.name)
    words: dict[str, object] = {"source": ground.name, "cell": plain(_cell_m(place))}
    if rule.parameter == SLOPE_RULE and _cell_m(place) > MOST_SLOPE_CELL_M:
        return "not_evaluated", say("site_rule.coarse", **words, most=plain(MOST_SLOPE_CELL_M))
    found = _found(rule, shape, ground, place)
    if found["known"] < _ALL:
        return "not_evaluated", say("site_rule.gaps", **words, known=plain(_PERCENT * found["known"]))
    outcome = _decided(found["share"], least)
    words |= {
        "parameter": say(f"site_rule.{rule.parameter}"),
        "low": plain(found["low"]),
        "high": plain(found["high"]),
        "share": plain(_PERCENT * found["share"]),
        "asked": say(f"site_rule.asked.{rule.operator}", value=plain(rule.value)),
    }
    reason = say(f"site_rule.{'point' if found['low'] == found['high'] else 'area'}", **words)
    return outcome, say("site_rule.undecided", reason=reason) if outcome == "not_evaluated" else reason


def _cell_m(place: Grid) -> float:
    """Return the longer side of a cell in metres, in the middle of a window."""
    wide, high = cell_sides_m(place)
    middle = len(wide) // 2
    return float(max(wide[middle], high[middle]))


def _decided(share: float, least: float | None) -> Outcome:
    """Return whether a share of a place that meets a rule passes it; in part only where a least share is stated."""
    if share >= _ALL or (least is not None and share >= least):
        return "pass"
    return "fail" if share <= 1 - _ALL or least is not None else "not_evaluated"


def _found(rule: Rule, shape: BaseGeometry, ground: _Ground, place: Grid) -> Mapping[str, float]:
    """Return the least and greatest value under a shape, the share of it that meets a rule, and the share with data."""
    values = ground.values(rule.parameter)(place)
    with np.errstate(invalid="ignore"):
        met_by = COMPARISONS[rule.operator](values, rule.value)
    meets = np.where(np.isnan(values), np.nan, met_by).astype(np.float32)
    if shapely.get_dimensions(shape) == 0:
        one, met = float(values[0, 0]), float(meets[0, 0])
        return {"low": one, "high": one, "share": met, "known": float(not np.isnan(one))}
    zone = gpd.GeoSeries([shape], crs=ground.lattice.crs)
    heights = zonal_statistics(values, place, polygons=zone, statistics=["min", "max", "count"])
    shares = zonal_statistics(meets, place, polygons=zone, statistics=["mean"])
    low, high, count = heights[["min", "max", "count"]].to_numpy(dtype=float)[0].tolist()
    known = count * place.cell**2 / float(shapely.area(shape))
    return {"low": low, "high": high, "share": float(shares["mean"].to_numpy(dtype=float)[0]), "known": known}


def terrain_clip(own: OwnSites, dem: Path, *, name: str = "") -> bytes:
    """Return the cells of an elevation raster around own sites as a GeoTIFF, as far as rules on them need it.

    Parameters
    ----------
    own
        The sites.
    dem
        The raster.
    name
        As for `measured_outcomes`; the clip keeps it.

    Raises
    ------
    DataMissingError, DataFormatError, GridMismatchError, CRSMismatchError
        The raster cannot be read.
    OwnSiteError
        A site spans more of the raster than can be read at once.
    WriteError
        The temporary disk is full.
    """
    lattice = raster_grid(dem)
    shapes = [shape for shape in _shapes(own).to_crs(lattice.crs) if shape is not None and not shape.is_empty]
    found = [window_of(shape, lattice, path=dem) for shape in shapes]
    windows = [window.padded(_MARGIN) for window in found if window is not None] or [
        lattice.window(Block(0, 0, 1, 1))
    ]
    top, left = min(one.row0 for one in windows), min(one.col0 for one in windows)
    rows = max(one.row0 + one.rows for one in windows) - top
    cols = max(one.col0 + one.cols for one in windows) - left
    whole = lattice.window(Block(top - lattice.row0, left - lattice.col0, rows, cols))
    with tempfile.TemporaryDirectory() as folder, Cells(dem, lattice) as cells:
        file = Path(folder) / "clip.tif"
        with Surface(file, whole, nodata=float("nan"), dtype="float32") as surface:
            for one in windows:
                surface.write(
                    Block(one.row0 - top, one.col0 - left, one.rows, one.cols), cells.read_scaled(one)
                )
            kept = name or raster_tag(dem, NAME_TAG) or dem.name
            surface.describe(scale=1.0, unit="m", title="elevation", tags={NAME_TAG: kept})
        return file.read_bytes()
