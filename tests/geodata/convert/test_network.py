import numpy as np
import pytest
import shapely

from geodata.convert.network import travel_times
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.grid import Block, Grid

# a square of roads with a slow diagonal, and a fast bypass that shares no vertex with the diagonal
LINES = [
    shapely.LineString([(0, 0), (6000, 0)]),
    shapely.LineString([(6000, 0), (6000, 6000)]),
    shapely.LineString([(0, 0), (6000, 6000)]),
    shapely.LineString([(3000, 2000), (3000, 9000)]),
]
SPEEDS = [60.0, 60.0, 20.0, 90.0]
GATE = np.array([[6000.0, 6000.0]])


def minutes_at(found: object, x: float, y: float) -> float:
    points, minutes = found.points, found.minutes  # type: ignore[attr-defined]
    return float(minutes[np.hypot(points[:, 0] - x, points[:, 1] - y).argmin()])


def test_the_fastest_way_is_taken_and_not_the_shortest() -> None:
    found = travel_times(LINES, SPEEDS, destinations=GATE, access_kmh=5.0, spacing_m=250.0)
    assert minutes_at(found, 0, 0) == pytest.approx(12.0)  # 12 km at 60; the diagonal takes 25.5 min
    assert minutes_at(found, 6000, 0) == pytest.approx(6.0)
    assert minutes_at(found, 6000, 6000) == pytest.approx(0.0, abs=1e-9)
    near = np.hypot(5500 - 6000, 5500 - 6000) / 1000 / 20 * 60
    assert minutes_at(found, 5500, 5500) == pytest.approx(near, rel=0.2)


def test_roads_that_only_cross_do_not_meet() -> None:
    found = travel_times(LINES, SPEEDS, destinations=GATE, access_kmh=5.0, spacing_m=250.0)
    assert np.isinf(minutes_at(found, 3000, 9000))


def test_a_destination_off_the_road_is_walked_to() -> None:
    gate = np.array([[7000.0, 6000.0]])
    found = travel_times(LINES[:2], SPEEDS[:2], destinations=gate, access_kmh=5.0, spacing_m=250.0)
    assert minutes_at(found, 6000, 0) == pytest.approx(6.0 + 12.0)


def test_against_networkless_brute_force_on_random_roads() -> None:
    generator = np.random.default_rng(3)
    nodes = generator.uniform(0, 10_000, (25, 2))
    pairs = generator.choice(25, (60, 2))
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    speeds = generator.uniform(20, 100, len(pairs))
    lines = [shapely.LineString(nodes[pair]) for pair in pairs]
    found = travel_times(lines, speeds, destinations=nodes[:2], access_kmh=5.0, spacing_m=1e9)
    times = np.full((25, 25), np.inf)
    for (one, other), speed in zip(pairs, speeds, strict=True):
        time = np.hypot(*(nodes[one] - nodes[other])) / 1000 / speed * 60
        times[one, other] = times[other, one] = min(times[one, other], time)
    np.fill_diagonal(times, 0.0)
    for via in range(25):  # Floyd and Warshall
        times = np.minimum(times, times[:, [via]] + times[[via], :])
    expected = times[:, :2].min(axis=1)
    used = np.unique(pairs)
    for node in used:
        assert minutes_at(found, *nodes[node]) == pytest.approx(expected[node], rel=1e-9, abs=1e-9)


def test_cells_go_straight_to_the_nearest_point() -> None:
    found = travel_times(LINES[:1], SPEEDS[:1], destinations=np.zeros((1, 2)), access_kmh=6.0, spacing_m=50.0)
    grid = Grid("EPSG:4545", x0=0.0, y0=3000.0, cell=100.0, rows=30, cols=60)
    times = found.on(grid, reach_m=2_000.0)
    x, y = grid.centre(20, 30)
    assert times[20, 30] == pytest.approx(x / 1000 + y / 100, rel=1e-4)  # 1 km a minute, then 100 m a minute
    assert np.isnan(times[0]).all()  # further than the reach
    part = found.on(grid.window(Block(10, 5, 9, 20)), reach_m=2_000.0)
    assert np.array_equal(part, times[10:19, 5:25], equal_nan=True)


def test_what_cannot_be_is_refused() -> None:
    for lines, speeds, gates in (([], [], GATE), (LINES, SPEEDS[:1], GATE), (LINES, SPEEDS, GATE[:0])):
        with pytest.raises(DataFormatError, match="at least"):
            travel_times(lines, speeds, destinations=gates, access_kmh=5.0, spacing_m=100.0)
    with pytest.raises(DataFormatError, match="positive speeds"):
        travel_times(LINES, [60, 60, 0, 90], destinations=GATE, access_kmh=5.0, spacing_m=100.0)
    found = travel_times(LINES, SPEEDS, destinations=GATE, access_kmh=5.0, spacing_m=100.0)
    degrees = Grid("EPSG:4326", x0=106.0, y0=30.0, cell=0.001, rows=3, cols=3)
    with pytest.raises(CRSMismatchError, match="metres"):
        found.on(degrees, reach_m=100.0)
