"""Rules on elevation and slope at the office's own sites, out of the elevation raster that the case names.

A parcel is judged by the share of it that meets the rule, a point by all cells within its position's precision.
"""

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
from geodata.grid import Grid
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid
from layout.entities.wording import plain, say
from layout.rules.evaluate import COMPARISONS, Measured, Outcome
from layout.rules.register import Rule
from layout.sites.user_model import OwnSites
from layout.workflow.user_terrain import window_of

ELEVATION_RULE: Final = "site_elevation_m"
SLOPE_RULE: Final = "natural_slope_pct"
MOST_SLOPE_CELL_M: Final = 60.0
"""Cells wider than this say nothing of the slope of a plot: GLO-30 and ASTER have 30 m, SRTM as first published 90 m."""
_ALL: Final = 0.9999
_PERCENT: Final = 100.0
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Ground:
    """An open elevation raster."""

    path: Path
    lattice: Grid
    cells: Cells

    @property
    def cell_m(self) -> float:
        """Return the longer side of a cell in the middle of the raster, in metres."""
        wide, high = cell_sides_m(self.lattice)
        middle = len(wide) // 2
        return float(max(wide[middle], high[middle]))

    def values(self, parameter: str) -> Callable[[Grid], Singles]:
        """Return what gives elevation or slope in a window."""
        if parameter == ELEVATION_RULE:
            return self.cells.read
        return lambda window: slope(self.cells.read, window, unit="percent")


def measured_outcomes(
    own: OwnSites, rules: Sequence[Rule], *, dem: Path, parcel_share: float | None
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
        ground = _Ground(dem, lattice, cells)
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
    if rule.parameter == SLOPE_RULE and ground.cell_m > MOST_SLOPE_CELL_M:
        return "not_evaluated", say(
            "site_rule.coarse",
            source=ground.path.name,
            cell=plain(ground.cell_m),
            most=plain(MOST_SLOPE_CELL_M),
        )
    place = None if shape is None or shape.is_empty else window_of(shape, ground.lattice, path=ground.path)
    if shape is None or place is None:
        return "not_evaluated", say("site_rule.off", source=ground.path.name)
    found = _found(rule, shape, ground, place)
    if found["known"] < _ALL:
        return "not_evaluated", say(
            "site_rule.gaps", source=ground.path.name, known=plain(_PERCENT * found["known"])
        )
    outcome = _decided(found["share"], least)
    key = "point" if shapely.get_dimensions(shape) == 0 or found["low"] == found["high"] else "area"
    words = {
        "parameter": say(f"site_rule.{rule.parameter}"),
        "low": plain(found["low"]),
        "high": plain(found["high"]),
        "share": plain(_PERCENT * found["share"]),
        "asked": say(f"site_rule.asked.{rule.operator}", value=plain(rule.value)),
        "source": ground.path.name,
        "cell": plain(ground.cell_m),
    }
    reason = say(f"site_rule.{key}", **words)
    return outcome, say("site_rule.undecided", reason=reason) if outcome == "not_evaluated" else reason


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
