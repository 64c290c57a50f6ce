import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

from geodata import crs_proposals
from geodata.crs_candidates import CANDIDATES, LOCAL_CM_106_30, Candidate
from geodata.crs_proposals import BOUNDING_BOX, MOST_TESTED, Proposal, chongqing, propose, to_degrees
from geodata.errors import DataFormatError, DataMissingError
from geodata.sources.boundaries import read_districts

SHARED = Path(os.environ.get("CQLAYOUT_SHARED", Path(__file__).parents[3] / "shared")) / "data"
VECTORS = SHARED / "vectors"
needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the shared vectors are not beside this checkout"
)
CENTRE_4545 = (359629.1605, 3272549.0030)  # 106.551557 E 29.563009 N


def points() -> tuple[np.ndarray, np.ndarray]:
    inner = read_districts("38").geometry.representative_point()
    return inner.x.to_numpy(), inner.y.to_numpy()


def in_crs(crs: str) -> tuple[np.ndarray, np.ndarray]:
    return Transformer.from_crs(
        "EPSG:4326" if "+proj" not in crs else "+proj=longlat +ellps=GRS80 +type=crs", crs, always_xy=True
    ).transform(*points())


def full(proposals: tuple[Proposal, ...]) -> list[tuple[str, bool]]:
    return [(item.crs, item.swapped) for item in proposals if item.share == 1.0]


@needs_vectors
def test_sixty_points_in_six_zones_come_to_their_degrees_within_a_millimetre() -> None:
    known = pd.read_csv(VECTORS / "cgcs2000_gk.csv")
    assert len(known) == 360
    for code, rows in known.groupby("epsg"):
        lon, lat = to_degrees(rows.easting, rows.northing, crs=f"EPSG:{code}")
        assert np.abs((lon - rows.lon) * 97_000).max() < 1e-3
        assert np.abs((lat - rows.lat) * 111_000).max() < 1e-3
        swapped = to_degrees(rows.northing, rows.easting, crs=f"EPSG:{code}", swapped=True)
        assert (swapped[0] == lon).all()


@needs_vectors
def test_every_published_range_is_recognised_as_its_system() -> None:
    ranges = pd.read_csv(VECTORS / "chongqing_ranges_by_crs.csv")
    same_numbers = {f"EPSG:{row.epsg}": row for row in ranges.itertuples()}
    assert len(same_numbers) == 14
    for code, row in same_numbers.items():
        x, y = in_crs(code)
        assert row.easting_min < x.min() < x.max() < row.easting_max
        assert row.northing_min < y.min() < y.max() < row.northing_max
        best = [item for item in propose(x, y) if item.share == 1.0]
        assert any(code in (item.crs, *item.alternatives) and not item.swapped for item in best)


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda candidate: candidate.crs[:12])
@pytest.mark.parametrize("swapped", [False, True])
def test_each_candidate_is_proposed_with_all_features_inside_in_either_order(
    candidate: Candidate,
    swapped: bool,  # noqa: FBT001 - pytest passes it
) -> None:
    x, y = in_crs(candidate.crs)
    if swapped:
        x, y = y, x
    proposals = propose(x, y)
    assert (candidate.crs, swapped) in full(proposals)
    assert all(item.swapped == swapped for item in proposals)
    own = next(item for item in proposals if item.crs == candidate.crs)
    lon, lat = own.to_degrees(x, y)
    assert np.allclose(lon, points()[0], atol=1e-7)
    assert np.allclose(lat, points()[1], atol=1e-7)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:4524", "EPSG:4496"])
def test_degrees_mercator_and_zone_prefixes_leave_one_proposal(crs: str) -> None:
    assert full(propose(*in_crs(crs))) == [(crs, False)]


def test_utm_and_gauss_krueger_on_one_meridian_cannot_be_told_apart_and_both_are_proposed() -> None:
    assert {"EPSG:4546", "EPSG:32649"} <= {crs for crs, _ in full(propose(*in_crs("EPSG:4546")))}


def test_the_whole_municipality_in_one_zone_shows_its_meridian_by_the_counts() -> None:
    by_crs = {item.crs: item for item in propose(*in_crs("EPSG:4545"))}
    assert by_crs["EPSG:4545"].inside == 38
    assert by_crs["EPSG:4544"].inside < 15
    assert by_crs["EPSG:4546"].inside < 15
    assert "38 of 38" in by_crs["EPSG:4545"].evidence.en
    assert "38 个要素中有 38 个" in by_crs["EPSG:4545"].evidence.zh


def test_the_local_grid_is_proposed_and_asks_for_its_parameters() -> None:
    proposals = propose(*in_crs(LOCAL_CM_106_30))
    local = next(item for item in proposals if item.family == "local")
    assert proposals[0] is local
    assert "106°30′" in local.question.en
    assert ".prj" in local.question.zh


def test_gauss_krueger_names_the_older_datums_and_asks_for_them() -> None:
    best = propose([CENTRE_4545[0]], [CENTRE_4545[1]])[0]
    assert best.crs == "EPSG:4545"
    assert {"EPSG:2381", "EPSG:2433"} <= set(best.alternatives)
    assert "Beijing 1954" in best.question.en
    assert "西安80" in best.question.zh


def test_the_codes_named_as_alternatives_have_the_same_grid() -> None:
    for candidate in CANDIDATES:
        for code in candidate.alternatives:
            x, y = propose_grid(code)
            a, b = propose_grid(candidate.crs)
            assert np.abs(x - a).max() < 150
            assert np.abs(y - b).max() < 150


def propose_grid(crs: str) -> tuple[np.ndarray, np.ndarray]:
    geographic = Transformer.from_crs(crs, crs).source_crs.geodetic_crs
    return Transformer.from_crs(geographic, crs, always_xy=True).transform(*points())


def test_swapped_degrees_and_northing_first_ask_for_the_exchange() -> None:
    lon, lat = points()
    degrees = propose(lat, lon)
    assert full(degrees) == [("EPSG:4326", True)]
    assert "exchanged" in degrees[0].question.en
    northing_first = propose([CENTRE_4545[1]], [36_000_000 + CENTRE_4545[0]])
    assert full(northing_first) == [("EPSG:4524", True)]
    assert "对调" in northing_first[0].title.zh
    assert "北向" in northing_first[0].question.zh


def test_features_outside_unusable_and_sampled_are_told() -> None:
    lon, lat = points()
    mixed = propose([*lon, 116.4, np.nan, 0.0, np.inf], [*lat, 39.9, 30.0, 0.0, 30.0])
    assert (mixed[0].inside, mixed[0].tested) == (38, 39)
    assert "3 more have no usable coordinates" in mixed[0].evidence.en
    many = propose(np.tile(lon, 1000), np.tile(lat, 1000))
    assert many[0].inside == many[0].tested == MOST_TESTED
    assert "sample of 38000" in many[0].evidence.en


def test_nothing_fits_gives_no_proposal() -> None:
    assert propose([116.4, 2.35], [39.9, 48.9]) == ()
    assert propose([], []) == ()
    assert propose([np.nan], [np.nan]) == ()
    assert propose([1e308, -1e308], [1e308, 5.0]) == ()


def test_the_polygon_is_stricter_than_the_box_and_the_box_serves_without_the_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    corner = ([BOUNDING_BOX[0] + 0.1], [BOUNDING_BOX[3] - 0.1])  # in Sichuan
    assert propose(*corner) == ()

    def absent(_vintage: str) -> None:
        raise DataMissingError(en="absent", zh="没有")

    chongqing.cache_clear()
    monkeypatch.setattr(crs_proposals, "read_districts", absent)
    try:
        found = propose(*corner)
    finally:
        chongqing.cache_clear()
    assert full(found) == [("EPSG:4326", False)]
    assert "bounding box" in found[0].evidence.en
    assert "外接矩形" in found[0].evidence.zh


def test_the_bounding_box_holds_the_municipality_closely() -> None:
    slack = np.abs(np.array(chongqing().bounds) - BOUNDING_BOX)
    assert shapely.box(*BOUNDING_BOX).contains(chongqing())
    assert slack.max() < 0.02


def test_another_polygon_can_be_asked_about() -> None:
    home = shapely.box(106.0, 29.0, 107.0, 30.0)
    assert propose([106.5, 108.0], [29.5, 29.5], municipality=home)[0].inside == 1


def test_arrays_that_do_not_match_are_refused() -> None:
    with pytest.raises(DataFormatError, match="one length"):
        propose([1.0, 2.0], [1.0])
