"""Frames of a layout plan for the map: what each park takes, and the lines along which a plan joins places."""

from collections.abc import Iterator, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.convert.distance import geodesic_distance_km
from geodata.crs import WGS84
from geodata.embedded import table
from geodata.text import LANGUAGES, Bilingual
from layout.allocation.account import PlanReport
from layout.allocation.plan import Plan
from layout.allocation.problem import Park, Problem
from layout.entities.wording import listing

CHAIN, MOVE, ORIGIN = "chain", "move", "origin"
LINE_KINDS = (CHAIN, MOVE, ORIGIN)
_PARK_COLUMNS = (
    *("park_id", "name_en", "name_zh", "inside_en", "inside_zh", "projects", "land_ha", "available_ha"),
    *("used_share", "left_ha", "output_yi", "added_yi_per_km2", "label_weight", "geometry"),
)
_LINE_COLUMNS = (
    *("line_id", "kind", "name_zh", "name_en", "from_zh", "from_en", "to_zh", "to_en", "km", "projects"),
)


def park_symbols(problem: Problem, report: PlanReport) -> gpd.GeoDataFrame:
    """Return every park with a position as a point with what the plan places there.

    Parameters
    ----------
    problem, report
        The problem, and a plan of it checked and measured.

    Returns
    -------
    geopandas.GeoDataFrame
        park_id, names, projects, inside_zh, inside_en, land_ha, available_ha (released land included), used_share (NaN
        where nothing is placed), left_ha, output_yi, added_yi_per_km2 (亿元/km²), label_weight; degrees WGS84.
    """
    effects = {effect.scope.scope_id: effect for effect in report.scopes if effect.scope.kind == "park"}
    names = {project.project_id: project.name for project in problem.projects}
    rows: list[dict[str, Any]] = []
    for park in problem.parks:
        if np.isnan(park.lon + park.lat):
            continue
        effect = effects[park.park_id]
        inside = [names[item.project_id] for item in report.plan.placements if item.park_id == park.park_id]
        land = park.available_ha[-1] + park.low_efficiency_ha
        words = listing(inside)
        rows.append(
            {
                "park_id": park.park_id,
                **{f"name_{language}": park.name.pick(language) for language in LANGUAGES},
                **{f"inside_{language}": words.pick(language) for language in LANGUAGES},
                "projects": effect.projects,
                "land_ha": effect.land_ha,
                "available_ha": land,
                "used_share": effect.land_ha / land if effect.projects and land > 0 else np.nan,
                "left_ha": effect.left_ha,
                "output_yi": effect.output_cny / 1e8 if effect.projects else np.nan,
                "added_yi_per_km2": effect.added_yi_per_km2,
                "label_weight": effect.land_ha,
                "geometry": shapely.Point(park.lon, park.lat),
            }
        )
    return gpd.GeoDataFrame(rows, columns=list(_PARK_COLUMNS), geometry="geometry", crs=WGS84)


def plan_lines(problem: Problem, plan: Plan) -> gpd.GeoDataFrame:
    """Return the lines of a plan: between the parks of one chain, from an existing place, from a district of origin.

    Where a project comes from is known only where the table says so (`origin_adcode`) or an existing plan names its
    park. The parks of a chain are joined by their shortest tree (Kruskal 1956), so that n parks have n - 1 lines.

    Returns
    -------
    geopandas.GeoDataFrame
        line_id, kind (chain, move, origin), name (projects), from, to in both languages, km (geodesic), projects
        (how many); degrees WGS84.
    """
    rows = [*_chains(problem, plan), *_moves(problem, plan), *_origins(problem, plan)]
    frame = gpd.GeoDataFrame(rows, columns=[*_LINE_COLUMNS, "geometry"], geometry="geometry", crs=WGS84)
    frame["line_id"] = [f"{kind}{number}" for number, kind in enumerate(frame["kind"])]
    return frame


def _placed(problem: Problem, plan: Plan) -> dict[str, list[Park]]:
    """Return the parks with a position of every placed project."""
    parks = {park.park_id: park for park in problem.parks if not np.isnan(park.lon + park.lat)}
    found: dict[str, list[Park]] = {}
    for item in plan.placements:
        if item.park_id in parks:
            found.setdefault(item.project_id, []).append(parks[item.park_id])
    return found


def _chains(problem: Problem, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the shortest tree over the parks of each chain."""
    placed = _placed(problem, plan)
    chains: dict[str, dict[str, list[Bilingual]]] = {}
    parks: dict[str, Park] = {}
    for project in problem.projects:
        for park in placed.get(project.project_id, ()):
            parks[park.park_id] = park
            chains.setdefault(project.chain_id, {}).setdefault(park.park_id, []).append(project.name)
    for chain, members in chains.items():
        if chain and len(members) > 1:
            for here, there in shortest_tree([parks[key] for key in members]):
                names = [*members[here.park_id], *members[there.park_id]]
                yield _line(CHAIN, names, (here.name, there.name), places=(_at(here), _at(there)))


def shortest_tree(parks: Sequence[Park]) -> list[tuple[Park, Park]]:
    """Return the pairs of parks that join all of them over the shortest total distance.

    Parameters
    ----------
    parks
        At least one park, each with a position.
    """
    lon, lat = (np.array([getattr(park, name) for park in parks]) for name in ("lon", "lat"))
    first, second = np.triu_indices(len(parks), 1)
    lengths = geodesic_distance_km(lon[first], lat[first], lon[second], lat[second])
    group = list(range(len(parks)))
    pairs = []
    for edge in np.argsort(lengths, kind="stable").tolist():
        here, there = int(first[edge]), int(second[edge])
        if group[here] != group[there]:
            pairs.append((parks[here], parks[there]))
            group = [group[here] if one == group[there] else one for one in group]
    return pairs


def _moves(problem: Problem, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the way of every project that an existing plan has elsewhere."""
    placed = _placed(problem, plan)
    parks = {park.park_id: park for park in problem.parks if not np.isnan(park.lon + park.lat)}
    for project in problem.projects:
        before = parks.get((problem.side.existing or {}).get(project.project_id, ""))
        for park in placed.get(project.project_id, ()):
            if before is not None and before.park_id != park.park_id:
                places = (_at(before), _at(park))
                yield _line(MOVE, [project.name], (before.name, park.name), places=places)


def _origins(problem: Problem, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the way of every project from the seat of the district that it comes from."""
    placed = _placed(problem, plan)
    districts = {str(row["adcode"]): row for row in table("districts").to_dict("records")}
    for project in problem.projects:
        if project.origin_adcode in districts:
            seat = districts[project.origin_adcode]
            name = Bilingual(en=str(seat["name_en"]), zh=str(seat["name_zh"]))
            here = (float(seat["seat_lon"]), float(seat["seat_lat"]))
            for park in placed.get(project.project_id, ()):
                yield _line(ORIGIN, [project.name], (name, park.name), places=(here, _at(park)))


def _at(park: Park) -> tuple[float, float]:
    """Return the position of a park, degrees."""
    return park.lon, park.lat


def _line(
    kind: str,
    projects: Sequence[Bilingual],
    ends: tuple[Bilingual, Bilingual],
    *,
    places: tuple[tuple[float, float], tuple[float, float]],
) -> dict[str, Any]:
    """Return one line."""
    words = listing(projects)
    (lon, lat), (other_lon, other_lat) = places
    km = geodesic_distance_km(*(np.array([one]) for one in (lon, lat, other_lon, other_lat)))
    return {
        "kind": kind,
        **{f"name_{language}": words.pick(language) for language in LANGUAGES},
        **{f"from_{language}": ends[0].pick(language) for language in LANGUAGES},
        **{f"to_{language}": ends[1].pick(language) for language in LANGUAGES},
        "km": float(km[0]),
        "projects": len(projects),
        "geometry": shapely.LineString(places),
    }
