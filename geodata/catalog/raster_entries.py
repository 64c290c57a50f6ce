"""The rasters of the catalogue: the 30″ terrain."""

from typing import TYPE_CHECKING

from geodata import catalog
from geodata.catalog.dataset import Entry
from geodata.sources.terrain_file import REMEDY, TERRAIN_FILE, TERRAIN_ID, VERSION
from geodata.text import Bilingual

if TYPE_CHECKING:
    import pandas as pd


def _outline() -> "pd.DataFrame":
    """Return the outline of the terrain; geopandas loads only here."""
    frame: pd.DataFrame = catalog.frames.terrain_outline()
    return frame


TERRAIN = Entry(
    layer_id=TERRAIN_ID,
    title=Bilingual(
        en="Terrain, cells of 30″ (about 0.9 km): regional screening only",
        zh="地形高程，30″格网（约 0.9 公里）：仅供区域初筛",
    ),
    kind="raster",
    licence=f"no statement on the raster itself; meteva {VERSION} says GPL3 in its metadata and ships the text of Apache-2.0: read where it is installed, not passed on",
    attribution=Bilingual(
        en=f"Elevation: raster in the package meteva {VERSION} (National Meteorological Centre, CMA); the origin of its heights is not stated.",
        zh=f"高程：取自 meteva {VERSION} 软件包所带栅格（中国气象局国家气象中心）；高程数据的来源未见说明。",
    ),
    vintage="… – 2003-05",
    build=_outline,
    package_files=(TERRAIN_FILE,),
    precision=Bilingual(
        en="Cells of 30″, placed on the lattice of whole cells: 0.865 cells east and 0.263 north of the file's axes, as the"
        " elevations of 2,621 weather stations show (0.80 ± 0.04 and 0.22 ± 0.04). At 67 stations in and around the municipality"
        " the cell is 31 m lower in the median; 90 % lie within 126 m.",
        zh="30″格网，置于整格格点上：较文件坐标轴偏东 0.865 格、偏北 0.263 格，由 2621 个气象站的高程验证（0.80±0.04、0.22±0.04）。"
        "市域及周边 67 个气象站处，格网高程中位数偏低 31 米，90% 相差在 126 米以内。",
    ),
    note=Bilingual(
        en="Regional screening only, never the slope of a site: a cell is 0.7 km² and levels summits and valleys (greatest 2,664 m,"
        " published 2,797 m). The Yangtze valley is that of before the reservoir (77 m in Qutang gorge). Bring Copernicus GLO-30 or"
        " the office's own elevation raster for anything smaller. Read from the installed package, never copied.",
        zh="仅供区域初筛，不得用于地块坡度：单格约 0.7 平方公里，山顶与河谷均被削平（最高 2664 米，公布值 2797 米）。"
        "长江河谷为三峡蓄水前状态（瞿塘峡 77 米）。更小尺度请使用 Copernicus GLO-30 或本单位高程数据。仅从已安装的软件包中读取，不作复制。",
    ),
    regional=True,
    remedy=REMEDY,
)

RASTER_ENTRIES: tuple[Entry, ...] = (TERRAIN,)
