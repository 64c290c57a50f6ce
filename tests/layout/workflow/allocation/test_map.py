import itertools
from pathlib import Path

import numpy as np
import pytest
from pyproj import Geod

from layout.workflow.allocation.allocate import allocate
from layout.workflow.allocation.map import park_symbols, plan_lines, shortest_tree
from tests.layout.allocation.small_problems import park
from tests.layout.workflow.allocation_cases import write_case, write_rich

GEOD = Geod(ellps="WGS84")


def test_parks_say_what_they_take(tmp_path: Path) -> None:
    run = allocate(write_rich(tmp_path))
    assert run.report is not None
    frame = park_symbols(run.problem, run.report).set_index("park_id")
    for key, place in frame.iterrows():
        land = sum(
            item.share * run.problem.land_ha[run.problem.project_index[item.project_id]]
            for item in run.report.plan.placements
            if item.park_id == key
        )
        assert place["land_ha"] == pytest.approx(land)
        assert place["used_share"] == pytest.approx(land / place["available_ha"])
    assert frame.loc["K2", "available_ha"] == 14
    assert frame.crs.to_epsg() == 4326


def test_lines_come_from_chains_an_existing_plan_and_districts(tmp_path: Path) -> None:
    run = allocate(write_rich(tmp_path))
    assert run.report is not None
    parts = run.report.plan.parts()
    lines = plan_lines(run.problem, run.report.plan)
    moved = [key for key in ("A", "B") if set(parts.get(key, {"K2"})) != {"K2"}]
    assert (lines["kind"] == "move").sum() == len(moved)
    assert (lines["kind"] == "origin").sum() == ("A" in parts)
    chains = {"nev": ("A", "B"), "food": ("C", "D")}
    joined = sum(
        len({place for key in members for place in parts.get(key, {})}) > 1 for members in chains.values()
    )
    assert (lines["kind"] == "chain").sum() == joined
    for line in lines.itertuples():
        (lon, lat), (other_lon, other_lat) = line.geometry.coords
        assert line.km == pytest.approx(GEOD.inv(lon, lat, other_lon, other_lat)[2] / 1000)


def test_shortest_tree_is_the_shortest_of_all_trees() -> None:
    random = np.random.default_rng(5)
    parks = [park(i, 1.0, lon=106 + random.random(), lat=29 + random.random()) for i in range(5)]

    def length(pairs: object) -> float:
        return sum(GEOD.inv(a.lon, a.lat, b.lon, b.lat)[2] for a, b in pairs)

    def connected(pairs: object) -> bool:
        group = {one.park_id: one.park_id for one in parks}
        for a, b in pairs:
            old, new = group[a.park_id], group[b.park_id]
            group = {key: new if value == old else value for key, value in group.items()}
        return len(set(group.values())) == 1

    edges = list(itertools.combinations(parks, 2))
    best = min(length(tree) for tree in itertools.combinations(edges, 4) if connected(tree))
    found = shortest_tree(parks)
    assert len(found) == 4
    assert length(found) == pytest.approx(best)


def test_parks_without_a_position_are_not_drawn(tmp_path: Path) -> None:
    run = allocate(write_case(tmp_path))
    assert run.report is not None
    parks, lines = park_symbols(run.problem, run.report), plan_lines(run.problem, run.report.plan)
    assert (len(parks), len(lines)) == (0, 0)
    assert "used_share" in parks
