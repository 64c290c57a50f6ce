import numpy as np
import pytest
from pyproj import CRS, Transformer

from geodata.crs_candidates import LOCAL_CM_106_30
from geodata.crs_declared import judge_declared, old_datum
from geodata.sources.boundaries import read_districts

INNER = read_districts("38").geometry.representative_point()
LON, LAT = INNER.x.to_numpy(), INNER.y.to_numpy()


def grid(code: int) -> tuple[np.ndarray, np.ndarray]:
    return Transformer.from_crs(4490, code, always_xy=True).transform(LON, LAT)


@pytest.mark.parametrize("code", [4490, 4326, 4545, 4524, 4496, 3857, 32649])
def test_a_true_declaration_fits_and_asks_nothing(code: int) -> None:
    result = judge_declared(*grid(code), declared=f"EPSG:{code}")
    assert (result.verdict, result.inside, result.tested) == ("fits", 38, 38)
    assert result.question is None
    assert result.proposals == ()


@pytest.mark.parametrize(
    ("numbers", "declared", "truth"),
    [
        (4545, "EPSG:4326", "EPSG:4545"),
        (4524, "EPSG:4545", "EPSG:4524"),
        (4545, "EPSG:4524", "EPSG:4545"),
        (4524, "EPSG:4326", "EPSG:4524"),
        (3857, "OGC:CRS84", "EPSG:3857"),
        (4326, "EPSG:3857", "EPSG:4326"),
        (4549, "EPSG:4545", "EPSG:4549"),
    ],
)
def test_a_false_declaration_is_contradicted_by_the_true_system(
    numbers: int, declared: str, truth: str
) -> None:
    result = judge_declared(*grid(numbers), declared=declared)
    assert result.verdict == "contradicted"
    assert result.proposals[0].crs == truth
    assert result.question is not None
    assert "38 of 38" in result.question.en
    assert result.proposals[0].title.zh in result.question.zh


def test_northing_first_and_swapped_degrees_are_contradicted_with_the_exchange() -> None:
    x, y = grid(4545)
    for first, second, declared in ((y, x, "EPSG:4545"), (LAT, LON, "EPSG:4326")):
        result = judge_declared(first, second, declared=declared)
        assert result.verdict == "contradicted"
        assert (result.proposals[0].crs, result.proposals[0].swapped) == (declared, True)


@pytest.mark.parametrize(
    ("crs", "datum"),
    [
        ("EPSG:2381", "xian80"),
        ("EPSG:2433", "beijing54"),
        ("EPSG:4610", "xian80"),
        ("EPSG:21458", "beijing54"),
        ("+proj=tmerc +lon_0=108 +x_0=500000 +a=6378140 +rf=298.257 +type=crs", "xian80"),
        ("+proj=tmerc +lon_0=108 +x_0=500000 +ellps=krass +type=crs", "beijing54"),
        ("EPSG:4545", None),
        ("EPSG:4326", None),
        (LOCAL_CM_106_30, None),
    ],
)
def test_old_datums_are_known_by_name_and_by_ellipsoid(crs: str, datum: str | None) -> None:
    assert old_datum(CRS.from_user_input(crs)) == datum


def test_the_esri_spelling_of_an_old_datum_is_known() -> None:
    esri = CRS.from_epsg(2381).to_wkt("WKT1_ESRI")
    assert "Xian_1980" in esri
    result = judge_declared(*grid(4545), declared=esri)
    assert result.verdict == "old_datum"
    assert result.inside == 38
    assert result.question is not None
    assert "Xian 1980" in result.question.en
    assert "西安80" in result.question.zh


def test_a_local_grid_is_taken_as_written_and_not_snapped_to_a_register_entry() -> None:
    to_local = Transformer.from_crs("+proj=longlat +ellps=GRS80 +type=crs", LOCAL_CM_106_30, always_xy=True)
    for text in (LOCAL_CM_106_30, CRS.from_user_input(LOCAL_CM_106_30).to_wkt("WKT1_ESRI")):
        result = judge_declared(*to_local.transform(LON, LAT), declared=text)
        assert (result.verdict, result.inside) == ("fits", 38)


@pytest.mark.parametrize(
    "text", ["EPSG:999999", "not a system", "", "/etc/passwd", 'LOCAL_CS["site",UNIT["metre",1]]', "x" * 500]
)
def test_a_declaration_that_says_nothing_asks_and_proposes(text: str) -> None:
    result = judge_declared(*grid(4545), declared=text)
    assert result.verdict == "unreadable"
    assert result.question is not None
    assert len(result.name) < 130
    assert result.proposals[0].crs == "EPSG:4545"


def test_a_layer_of_another_place_is_said_to_lie_elsewhere() -> None:
    result = judge_declared([116.3, 116.4, 106.55], [39.9, 40.0, 29.56], declared="EPSG:4326")
    assert (result.verdict, result.inside, result.tested) == ("elsewhere", 1, 3)
    assert result.question is not None
    assert "1 of 3" in result.question.en
