from collections.abc import Callable

import geopandas as gpd
import pytest

from geodata.read.check import Examined
from geodata.read.shapefile import PARTS

Judge = Callable[..., Examined]

Zip = Callable[[dict[str, bytes]], bytes]
Codes = Callable[[Examined], set[str]]


@pytest.fixture
def made(shapefile: Callable[..., dict[str, bytes]], parcels: gpd.GeoDataFrame) -> dict[str, bytes]:
    return shapefile(parcels)


def test_a_whole_set_comes_in_exactly(made: dict[str, bytes], zipped: Zip, judge: Judge) -> None:
    found = judge(zipped(made), "sites.zip")
    assert found.report.verdict == "accept"
    assert found.report.layer is not None
    assert found.report.layer["features"] == 3
    assert found.report.layer["crs"] == "EPSG:4326"
    assert found.layer.columns["名称"] == ["两江", "江津", "涪陵"]


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
@pytest.mark.parametrize("with_cpg", [True, False])
def test_chinese_names_with_and_without_cpg(
    shapefile: Callable[..., dict[str, bytes]],
    parcels: gpd.GeoDataFrame,
    zipped: Zip,
    judge: Judge,
    encoding: str,
    *,
    with_cpg: bool,
) -> None:
    parts = shapefile(parcels, encoding=encoding)
    if not with_cpg:
        parts.pop("sites.cpg", None)
    found = judge(zipped(parts), "sites.zip")
    assert found.report.verdict == "accept"
    assert found.layer.columns["名称"] == ["两江", "江津", "涪陵"]


@pytest.mark.parametrize(
    ("missing", "verdict", "code"),
    [
        ({".shp"}, "reject", "shapefile-no-shp"),
        ({".dbf"}, "warn", "shapefile-no-dbf"),
        ({".shx"}, "warn", "shapefile-no-shx"),
        ({".prj"}, "ask", "crs-missing"),
        ({".shx", ".dbf"}, "reject", "shapefile-only-shp"),
    ],
)
def test_missing_parts(
    made: dict[str, bytes], zipped: Zip, judge: Judge, missing: set[str], verdict: str, code: str
) -> None:
    kept = {name: raw for name, raw in made.items() if not name.endswith(tuple(missing))}
    found = judge(zipped(kept), "sites.zip")
    assert found.report.verdict == verdict
    assert code in {item.code for item in found.report.findings}


@pytest.mark.parametrize(
    ("prj", "code"),
    [(b"", "crs-missing"), (b"PROJCS[oops", "crs-unreadable"), (b"http://127.0.0.1:1/x", "crs-unreadable")],
)
def test_a_useless_prj_is_asked_about(
    made: dict[str, bytes], zipped: Zip, judge: Judge, codes: Codes, prj: bytes, code: str
) -> None:
    found = judge(zipped({**made, "sites.prj": prj}), "sites.zip")
    assert found.report.verdict == "ask"
    assert code in codes(found)
    assert judge(zipped({**made, "sites.prj": prj}), "sites.zip", crs="EPSG:4326").report.verdict == "accept"


def test_upper_case_and_folders(made: dict[str, bytes], zipped: Zip, judge: Judge) -> None:
    upper = {f"data/{name.upper()}": raw for name, raw in made.items()}
    assert judge(zipped(upper), "SITES.ZIP").report.verdict == "accept"


def test_null_shapes_are_listed(
    shapefile: Callable[..., dict[str, bytes]], parcels: gpd.GeoDataFrame, zipped: Zip, judge: Judge
) -> None:
    parcels.loc[1, "geometry"] = None
    found = judge(zipped(shapefile(parcels)), "sites.zip")
    assert found.report.verdict == "warn"
    assert found.report.findings[0].where.en == "record 2"


def test_parts_are_those_of_the_format() -> None:
    assert set(PARTS) == {".shx", ".dbf", ".prj", ".cpg"}
