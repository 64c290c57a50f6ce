"""The open datasets that can be downloaded: where they are, which files cover an area, and under which terms.

Layout of the buckets and of the extracts: readme of the bucket copernicus-dem-30m; product user manual of ESA WorldCover
2021 v200; index of download.geofabrik.de (region Asia, China). The publishers may move them: every mirror can be given.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from geodata.text import Bilingual

Bounds = tuple[float, float, float, float]
DatasetId = Literal["dem", "landcover", "osm"]
DATASET_IDS: Final[tuple[DatasetId, ...]] = get_args(DatasetId)

_DEM_DEG, _COVER_DEG = 1, 3


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a dataset.

    Parameters
    ----------
    path
        Below the mirror.
    bounds
        West, south, east, north in degrees that it covers.
    md5_path
        Where its MD5 is published, "" where it is not.
    """

    path: str
    bounds: Bounds
    md5_path: str = ""

    @property
    def name(self) -> str:
        """Return the name without folders."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset that can be downloaded.

    Parameters
    ----------
    dataset_id, title
        Its name.
    mirror
        Where its publisher offers it.
    licence, attribution
        Its terms, and the credit that must be shown.
    vintage
        Which time it shows.
    note
        What a user must know of it.
    files
        Returns the files that cover bounds in degrees.
    is_raster
        Whether its files are GeoTIFFs of which a window can be read.
    tag_is_md5
        Whether the publisher's server names the MD5 of a file as its entity tag.
    """

    dataset_id: DatasetId
    title: Bilingual
    mirror: str
    licence: str
    attribution: Bilingual
    vintage: str
    note: Bilingual
    files: Callable[[Bounds], tuple[RemoteFile, ...]]
    is_raster: bool = True
    tag_is_md5: bool = False


def _corners(bounds: Bounds, step: int) -> Iterator[tuple[int, int]]:
    """Yield longitude and latitude of the lower left corner of each tile that meets bounds, west to east, south to north."""
    west, south, east, north = bounds
    for lat in range(math.floor(south / step) * step, math.ceil(north / step) * step, step):
        for lon in range(math.floor(west / step) * step, math.ceil(east / step) * step, step):
            yield lon, lat


def _named(lon: int, lat: int, between: str) -> str:
    """Return a corner as tiles are named after it: N29 E106, with `between` after the latitude."""
    return f"{'N' if lat >= 0 else 'S'}{abs(lat):02d}{between}{'E' if lon >= 0 else 'W'}{abs(lon):03d}"


def dem_files(bounds: Bounds) -> tuple[RemoteFile, ...]:
    """Return the tiles of Copernicus GLO-30, one degree each."""
    files = []
    for lon, lat in _corners(bounds, _DEM_DEG):
        stem = f"Copernicus_DSM_COG_10_{_named(lon, lat, '_00_')}_00_DEM"
        files.append(RemoteFile(f"{stem}/{stem}.tif", (lon, lat, lon + _DEM_DEG, lat + _DEM_DEG)))
    return tuple(files)


def landcover_files(bounds: Bounds) -> tuple[RemoteFile, ...]:
    """Return the tiles of ESA WorldCover 2021, three degrees each."""
    return tuple(
        RemoteFile(
            f"v200/2021/map/ESA_WorldCover_10m_2021_v200_{_named(lon, lat, '')}_Map.tif",
            (lon, lat, lon + _COVER_DEG, lat + _COVER_DEG),
        )
        for lon, lat in _corners(bounds, _COVER_DEG)
    )


def osm_files(bounds: Bounds) -> tuple[RemoteFile, ...]:
    """Return the one extract of OpenStreetMap for Chongqing; it is cut to the bounds after the download."""
    path = "asia/china/chongqing-latest.osm.pbf"
    return (RemoteFile(path, bounds, f"{path}.md5"),)


DATASETS: Final[dict[DatasetId, Dataset]] = {
    "dem": Dataset(
        "dem",
        Bilingual(en="Copernicus DEM GLO-30", zh="哥白尼 GLO-30 高程"),
        mirror="https://copernicus-dem-30m.s3.amazonaws.com",
        licence="Copernicus DEM licence (free of charge, credit required)",
        attribution=Bilingual(
            en="Produced using Copernicus WorldDEM-30 © DLR e.V. 2010-2014 and © Airbus Defence and Space GmbH 2014-2018"
            " provided under COPERNICUS by the European Union and ESA; all rights reserved",
            zh="使用 Copernicus WorldDEM-30 制作 © DLR e.V. 2010-2014、© Airbus Defence and Space GmbH 2014-2018，"
            "由欧盟和欧空局 COPERNICUS 计划提供，保留所有权利",
        ),
        vintage="2011-2015",
        note=Bilingual(
            en="Surface model: trees and buildings are part of the height. Heights above EGM2008, metres.",
            zh="地表模型：高程含树木和建筑物；高程基准 EGM2008，单位米。",
        ),
        files=dem_files,
        tag_is_md5=True,
    ),
    "landcover": Dataset(
        "landcover",
        Bilingual(en="ESA WorldCover 2021 v200", zh="欧空局 WorldCover 2021 v200 土地覆被"),
        mirror="https://esa-worldcover.s3.eu-central-1.amazonaws.com",
        licence="CC BY 4.0",
        attribution=Bilingual(
            en="© ESA WorldCover project / Contains modified Copernicus Sentinel data (2021) processed by ESA WorldCover consortium",
            zh="© ESA WorldCover 项目 / 含 ESA WorldCover 联盟处理的 Copernicus Sentinel 数据（2021）",
        ),
        vintage="2021",
        note=Bilingual(
            en="Classes: 10 tree cover, 20 shrubland, 30 grassland, 40 cropland, 50 built-up, 60 bare, 70 snow and ice, 80 water,"
            " 90 herbaceous wetland, 95 mangroves, 100 moss and lichen.",
            zh="类别：10 树木、20 灌木、30 草地、40 耕地、50 建成区、60 裸地、70 冰雪、80 水体、90 草本湿地、95 红树林、100 苔藓地衣。",
        ),
        files=landcover_files,
        tag_is_md5=True,
    ),
    "osm": Dataset(
        "osm",
        Bilingual(en="OpenStreetMap extract of Chongqing", zh="OpenStreetMap 重庆数据"),
        mirror="https://download.geofabrik.de",
        licence="ODbL 1.0",
        attribution=Bilingual(en="© OpenStreetMap contributors", zh="© OpenStreetMap 贡献者"),
        vintage="day of the extract",
        note=Bilingual(
            en="ODbL: a database derived from it must be offered under the same licence. Completeness varies from place to place.",
            zh="ODbL：由其衍生的数据库须以相同许可提供；各地完整程度不一。",
        ),
        files=osm_files,
        is_raster=False,
    ),
}
