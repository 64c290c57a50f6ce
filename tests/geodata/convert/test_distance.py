import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.convert import distance as module
from geodata.convert import geodesic_distance_km, nearest
from geodata.errors import DataFormatError

LON = st.floats(105, 110.5)
LAT = st.floats(28, 32.5)


def dms(degrees: float, minutes: float, seconds: float) -> float:
    return degrees + minutes / 60 + seconds / 3600


def test_the_worked_example_of_the_geodetic_textbook() -> None:
    # Flinders Peak to Buninyong, 54 972.271 m: GDA94 Technical Manual, Vincenty's formulae, GRS80
    km = geodesic_distance_km(
        dms(144, 25, 29.52440), -dms(37, 57, 3.72030), dms(143, 55, 35.38390), -dms(37, 39, 10.15610)
    )
    assert float(km) == pytest.approx(54.972271, abs=2e-6)


def test_a_quarter_of_the_meridian() -> None:
    assert float(geodesic_distance_km(107, 0, 107, 90)) == pytest.approx(10_001.965729, abs=1e-6)


def test_shapes_broadcast_and_unknowns_stay_unknown() -> None:
    lon = np.array([[106.5], [np.nan], [107.0]])
    km = geodesic_distance_km(
        lon, np.array([[29.5], [29.5], [30.0]]), np.array([106.5, 108.0]), np.array([29.5, 30.7])
    )
    assert km.shape == (3, 2)
    assert km[0, 0] == 0
    assert np.isnan(km[1]).all()
    assert np.isfinite(km[[0, 2]]).all()
    assert geodesic_distance_km(106.5, 29.5, 108.0, 30.7).shape == ()


@given(LON, LAT, LON, LAT)
@settings(max_examples=50, deadline=None)
def test_distance_is_the_same_both_ways(lon1: float, lat1: float, lon2: float, lat2: float) -> None:
    there, back = geodesic_distance_km(lon1, lat1, lon2, lat2), geodesic_distance_km(lon2, lat2, lon1, lat1)
    assert there == pytest.approx(back, abs=1e-9)
    assert there >= 0


@pytest.mark.parametrize(
    ("lon", "lat", "says"),
    [(29.5, 106.5, "latitude 106.5"), (200, 30, "longitude 200"), (-181, 0, "longitude -181")],
)
def test_swapped_axes_are_refused(lon: float, lat: float, says: str) -> None:
    with pytest.raises(DataFormatError, match=says) as caught:
        geodesic_distance_km([106.0, lon], [29.0, lat], 106, 29)
    assert "颠倒" in caught.value.message("zh")


def test_nearest_agrees_with_measuring_every_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(20271)
    lon, lat = random.uniform(105.3, 110.2, 57), random.uniform(28.2, 32.2, 57)
    to_lon, to_lat = random.uniform(105.3, 110.2, 13), random.uniform(28.2, 32.2, 13)
    monkeypatch.setattr(module, "_PAIRS_AT_ONCE", 40)  # several parts, the last one not full
    found = nearest(lon, lat, to_lon, to_lat)
    for number in range(57):
        each = [
            float(geodesic_distance_km(lon[number], lat[number], x, y))
            for x, y in zip(to_lon, to_lat, strict=True)
        ]
        assert found.target[number] == each.index(min(each))
        assert found.distance_km[number] == pytest.approx(min(each), abs=1e-12)


def test_nearest_leaves_out_what_has_no_position() -> None:
    target, km = nearest([106, np.nan, 107], [29, 30, 30], [np.nan, 106.5, 110], [30, np.nan, 30])
    assert target.tolist() == [2, -1, 2]
    assert np.isnan(km[1])
    assert np.isfinite(km[[0, 2]]).all()


@pytest.mark.parametrize("targets", [([], []), ([np.nan], [np.nan])])
def test_nearest_without_targets_is_unknown_and_not_zero(targets: tuple[list[float], list[float]]) -> None:
    target, km = nearest([106.0], [29.0], *targets)
    assert target.tolist() == [-1]
    assert np.isnan(km).all()


def test_nearest_takes_the_first_of_equals() -> None:
    assert nearest([106.0], [30.0], [107.0, 105.0], [30.0, 30.0]).target.tolist() == [0]


def test_nearest_refuses_arrays_of_different_lengths() -> None:
    with pytest.raises(DataFormatError, match="targets have longitudes of shape"):
        nearest([106.0], [30.0], [107.0, 105.0], [30.0])
