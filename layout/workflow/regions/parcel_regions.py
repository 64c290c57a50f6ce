"""Regions of whole neighbouring parcels with the highest sum of scores, each cell counted by the share that a parcel covers."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geodata.crs import WGS84
from geodata.read import Sandbox
from layout.errors import CaseError, EmptyCandidatesError
from layout.suitability.locate import RegionsFound, RegionsWanted
from layout.suitability.locate_parcels import ParcelsWanted, locate_parcels
from layout.suitability.parcel_graph import ParcelGraph, parcel_graph
from layout.workflow.regions.parcel_cover import Cover, ParcelsAccount, usable_parcels
from layout.workflow.regions.parcel_file import (
    Parcels,
    ParcelTerms,
    nearer_than,
    overlapping,
    read_parcels,
    side_by_side,
)
from layout.workflow.regions.surface import existing_areas, read_scores, searchable, still_wanted
from layout.workflow.regions.terms import Size, Terms, require_one_size, unshareable
from layout.workflow.suitability.area_told import AreaTold
from layout.workflow.suitability.area_words import told_record


@dataclass(frozen=True, slots=True)
class ParcelsResult:
    """What was found.

    Parameters
    ----------
    wanted, found
        The question and the answer; regions hold numbers of `parcels`.
    parcels, cover
        Those that were searched, and what they cover.
    account
        What became of the others.
    polygons
        WGS84, in the order of the regions.
    existing
        Areas kept, in WGS84.
    told
        What each region tells by the layers of a study; None where no study was asked.
    """

    wanted: ParcelsWanted
    found: RegionsFound
    parcels: Parcels
    cover: Cover
    account: ParcelsAccount
    polygons: tuple[shapely.Geometry, ...]
    existing: tuple[shapely.Geometry, ...] = ()
    told: tuple[AreaTold | None, ...] | None = None

    def areas_ha(self) -> tuple[float, ...]:
        """Return the geodesic area of each region: the sum of its parcels'."""
        return tuple(float(self.parcels.areas_ha[members].sum()) for members in self.found.regions)

    def names(self) -> tuple[tuple[str, ...], ...]:
        """Return the parcels of each region by name."""
        return tuple(tuple(self.parcels.names[place] for place in members) for members in self.found.regions)

    def record(self) -> dict[str, Any]:
        """Return the result as plain values for JSON."""
        found = self.found
        told = [{} for _ in found.regions] if self.told is None else [told_record(one) for one in self.told]
        rows = zip(
            found.regions, found.values, self.polygons, self.areas_ha(), self.names(), told, strict=True
        )
        return {
            "regions": [
                {
                    **self.cover.of(members),
                    "value": value,
                    "area_ha": area,
                    "parcels": list(names),
                    "polygon": json.loads(shapely.to_geojson(polygon)),
                    **said,
                }
                for members, value, polygon, area, names, said in rows
            ],
            "existing": [json.loads(shapely.to_geojson(polygon)) for polygon in self.existing],
            "count": len(found.regions),
            "wanted": self.wanted.count,
            "objective": found.objective,
            "bound": found.bound,
            "gap": found.gap,
            "method": found.method,
            "sizes_ha": {"least": self.wanted.least, "most": self.wanted.most, "total": self.wanted.total},
            "parcels": {
                "used": self.account.used,
                "overlapping": [list(pair) for pair in self.account.overlapping],
                "without_land": list(self.account.without_land),
                "near_existing": list(self.account.taken),
                "outside": list(self.account.outside),
                "notes": list(self.account.told),
            },
        }


def find_parcel_regions(
    surface: str | Path,
    size: Size,
    *,
    parcels: ParcelTerms,
    question: RegionsWanted,
    terms: Terms | None = None,
    sandbox: Sandbox | None = None,
) -> ParcelsResult:
    """Return the best regions of whole parcels on a surface.

    Parameters
    ----------
    surface
        A raster of scores, as for `find_regions`, in metres.
    size
        Hectares of each or of all together; whole parcels may exceed them by `over_pct`.
    parcels
        The file, and how parcels are joined.
    question
        Number, connectivity (`queen`: parcels that touch at a corner are joined, too) and shape.
    terms
        Spacing, lowest score and existing areas; parcels bridge and fill nothing.
    sandbox
        Reading processes that run already.

    Raises
    ------
    CaseError
        The sizes contradict, parcels cannot do what is asked, or the file cannot be used.
    EmptyCandidatesError
        No region of that size fits.
    GeodataError
        The raster or a file cannot be used.
    """
    terms = terms or Terms()
    _check(size, terms)
    grid = searchable(surface)
    grid.require_metres("parcels")
    scores = read_scores(surface, grid, min_score=terms.min_score)
    existing = existing_areas(terms.keep, grid)
    wanted = parcels_wanted(size, still_wanted(question.count, existing), over_pct=parcels.over_pct)
    wanted = replace(wanted, shape=question.shape)
    read = read_parcels(parcels, grid, sandbox=sandbox)
    kept, cover, account = usable_parcels(read, scores, asked=(existing, terms, parcels))
    graph, pairs = _graph(kept, cover, (parcels, question, terms))
    found = locate_parcels(graph, wanted)
    if not found.regions:
        raise _no_region(parcels, wanted, kept)
    joined = [_joined(kept.shapes[members], parcels.gap_m) for members in found.regions]
    return ParcelsResult(
        wanted=wanted,
        found=found,
        parcels=kept,
        cover=cover,
        account=replace(account, overlapping=pairs),
        polygons=tuple(gpd.GeoSeries(joined, crs=grid.crs).to_crs(WGS84)),
        existing=tuple(gpd.GeoSeries(list(existing), crs=grid.crs).to_crs(WGS84)),
    )


def _graph(
    kept: Parcels, cover: Cover, asked: tuple[ParcelTerms, RegionsWanted, Terms]
) -> tuple[ParcelGraph, tuple[tuple[str, str], ...]]:
    """Return the graph of parcels, and the pairs that overlap by name."""
    how, question, terms = asked
    pairs = overlapping(kept.shapes, gap_m=how.gap_m)
    adjacent, shared = side_by_side(kept.shapes, gap_m=how.gap_m, corners=question.connectivity == "queen")
    graph = parcel_graph(
        cover.sums,
        kept.areas_ha,
        perimeters=shapely.length(kept.shapes),
        adjacent=adjacent,
        shared=shared,
        apart=(nearer_than(kept.shapes, terms.spacing_m), pairs),
    )
    return graph, tuple((kept.names[one], kept.names[other]) for one, other in pairs.tolist())


def parcels_wanted(size: Size, count: int, *, over_pct: float) -> ParcelsWanted:
    """Return the ranges in hectares that whole parcels have to meet.

    Parameters
    ----------
    size
        `area_ha`: each region has that and at most `over_pct` more. `total_ha`: so all together; each then lies between
        `min_ha` and `max_ha`, or has its equal share and at most `over_pct` more.
    count
        Number of regions.
    over_pct
        In percent.

    Raises
    ------
    CaseError
        Regions of that range cannot have that total.
    """
    more = 1 + over_pct / 100
    if size.total_ha is None:
        least = float(size.area_ha or 0.0)
        return ParcelsWanted(least, least * more, count)
    total = (size.total_ha, size.total_ha * more)
    if size.min_ha is None and size.max_ha is None:
        return ParcelsWanted(total[0] / count, total[1] / count, count, total)
    least = size.min_ha or 0.0
    most = total[1] if size.max_ha is None else size.max_ha
    if least > most or count * most < total[0] or count * least > total[1]:
        raise unshareable(size.total_ha, count, each=(least, most))
    return ParcelsWanted(least, most, count, total)


def _check(size: Size, terms: Terms) -> None:
    """Refuse what whole parcels cannot do."""
    require_one_size(size)
    if size.cells is not None or terms.bridge_m > 0 or terms.fill_ha > 0:
        raise CaseError(
            en="regions: --parcels with --cells, --bridge-m or --fill-ha found; whole parcels are measured in hectares and bridge and"
            " fill nothing: use --area-ha or --total-ha, and --parcel-gap-m for slivers.",
            zh="regions：--parcels 不能与 --cells、--bridge-m、--fill-ha 同用；地块以公顷计，不跨越阻隔、不填补空洞：请用 --area-ha 或 "
            "--total-ha，缝隙用 --parcel-gap-m。",
        )


def _joined(shapes: npt.NDArray[np.object_], gap_m: float) -> shapely.Geometry:
    """Return parcels as one geometry, the slivers between them closed."""
    whole = shapely.union_all(shapes)
    if gap_m <= 0 or shapely.get_num_geometries(whole) == 1:
        return whole
    half = gap_m / 2 * 1.01
    closed = shapely.buffer(shapely.buffer(whole, half, join_style="mitre"), -half, join_style="mitre")
    return shapely.union(whole, closed)


def _no_region(how: ParcelTerms, wanted: ParcelsWanted, kept: Parcels) -> EmptyCandidatesError:
    """Return the error for regions that were not found."""
    low, high = wanted.range_of_total
    return EmptyCandidatesError(
        en=f"{Path(how.path).name}: no {wanted.count} regions of whole adjacent parcels of {wanted.least:,g} to {wanted.most:,g} ha, {low:,g} to"
        f" {high:,g} ha together and that spacing found among {len(kept.names)} parcels with {kept.areas_ha.sum():,.2f} ha; ask for"
        " less, for a wider range, or allow wider gaps.",
        zh=f"{Path(how.path).name}：在 {len(kept.names)} 个地块（共 {kept.areas_ha.sum():,.2f} 公顷）中，找不到由相邻整地块组成、每个"
        f" {wanted.least:,g} 至 {wanted.most:,g} 公顷、合计 {low:,g} 至 {high:,g} 公顷并满足间距的 {wanted.count} 个区域；请减小面积、"
        "放宽范围或允许更宽的缝隙。",
    )
