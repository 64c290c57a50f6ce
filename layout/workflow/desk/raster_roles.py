"""What a raster may become in a workspace: the elevation of the desk, its land cover, or any other layer of cells under a name."""

from typing import Final

from pyproj import CRS, Transformer

from geodata.crs import WGS84
from geodata.crs_declared import old_datum
from geodata.crs_proposals import BOUNDING_BOX
from geodata.errors import CRSMismatchError
from geodata.read.raster_cells import Overviews
from geodata.workspace import WorkspaceError
from geodata.workspace.model import item_name
from geodata.workspace.raster_facts import RasterFacts
from layout.errors import ImportRefusedError
from layout.workflow.desk.dem import DEM_ITEM
from layout.workflow.desk.tables import PARKS_ITEM, SITES_ITEM, STATISTICS_ITEM

LANDCOVER_ITEM: Final = "landcover"
RASTER_PREFIX: Final = "raster:"
METRES: Final = frozenset({"", "m", "metre", "metres", "meter", "meters", "米"})
LEAST_M, MOST_M = -500.0, 9_000.0
"""No land lies lower or higher; a value beyond it is another unit, or no data."""
_SQUARE: Final = 1e-9
_TABLES: Final = frozenset({PARKS_ITEM, SITES_ITEM, STATISTICS_ITEM})


def raster_item(role: str) -> str | None:
    """Return the item that a raster of a role becomes, None where the role is none of rasters.

    Parameters
    ----------
    role
        `dem`, `landcover` or `raster:<name>`.

    Raises
    ------
    WorkspaceError
        The name is none for an item of a workspace, or that of a table of the desk.
    """
    if role in {DEM_ITEM, LANDCOVER_ITEM}:
        return role
    if not role.startswith(RASTER_PREFIX):
        return None
    name = item_name(role.removeprefix(RASTER_PREFIX))
    if name in _TABLES:
        raise WorkspaceError(
            en=f"raster:{name}: {name} is the name of a table of the desk; choose another name.",
            zh=f"raster:{name}：{name} 是工作台数据表的名称；请换用其他名称。",
        )
    return name


def overviews_of(item: str) -> Overviews:
    """Return how overviews of an item are made: means of quantities, single cells of classes."""
    return "nearest" if item == LANDCOVER_ITEM else "average"


def unit_of(item: str, said: str) -> str:
    """Return the unit of an item's values as far as it goes without saying: elevation is in metres, classes have none.

    Parameters
    ----------
    item
        The item.
    said
        What the person states, else the file.
    """
    if item == DEM_ITEM and said.strip().casefold() in METRES:
        return "m"
    return said.strip()


def refuse_unfit(item: str, facts: RasterFacts, *, wkt: str, file: str) -> None:
    """Raise unless a raster can be what it is to become.

    Parameters
    ----------
    item
        What it is to become.
    facts
        What its cells told.
    wkt
        Its coordinate system.
    file
        Its name in messages.

    Raises
    ------
    ImportRefusedError
        It does not meet Chongqing; its values are no elevation in metres, or no classes.
    CRSMismatchError
        It is on a datum that no public parameters join with WGS84.
    """
    crs = CRS.from_wkt(wkt)
    if old_datum(crs) is not None:
        raise CRSMismatchError(
            en=f"{file}: {crs.name} found; no public parameters join its datum with WGS84. Warp the raster with the office's own"
            " parameters first.",
            zh=f"{file}：坐标系为 {crs.name}，其基准与 WGS84 之间没有公开的转换参数；请先用本单位的参数纠正栅格。",
        )
    _refuse_elsewhere(crs, facts, file)
    if item == DEM_ITEM:
        _refuse_no_elevation(facts, file)
    if item == LANDCOVER_ITEM and facts.classes is None:
        raise ImportRefusedError(
            en=f"{file}: values of type {facts.dtype} from {facts.minimum:g} to {facts.maximum:g} found, expected at most 256 classes"
            " as whole numbers; import it as raster:NAME, or export the classes.",
            zh=f"{file}：像元类型为 {facts.dtype}，取值 {facts.minimum:g} 至 {facts.maximum:g}；土地覆被应为不超过 256 类的整数。"
            "请以 raster:名称 导入，或导出分类栅格。",
        )


def bounds_deg(crs: CRS, bounds: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Return bounds in degrees of WGS84: west, south, east, north.

    Parameters
    ----------
    crs
        Their system.
    bounds
        West, south, east, north.
    """
    west, south, east, north = bounds
    return Transformer.from_crs(crs, WGS84, always_xy=True).transform_bounds(west, south, east, north)


def _refuse_elsewhere(crs: CRS, facts: RasterFacts, file: str) -> None:
    """Raise if a raster has no cell near Chongqing."""
    west, south, east, north = bounds_deg(crs, facts.bounds)
    left, low, right, high = BOUNDING_BOX
    if east <= left or west >= right or north <= low or south >= high:
        raise ImportRefusedError(
            en=f"{file}: lies at {west:.2f} to {east:.2f} °E, {south:.2f} to {north:.2f} °N, which does not meet Chongqing; check"
            " the file and its coordinate system (--crs).",
            zh=f"{file}：范围为东经 {west:.2f}～{east:.2f}°、北纬 {south:.2f}～{north:.2f}°，与重庆不相交；请检查文件及其坐标系（--crs）。",
        )


def _refuse_no_elevation(facts: RasterFacts, file: str) -> None:
    """Raise unless values are elevations in metres on square cells."""
    if facts.unit.casefold() not in METRES:
        raise ImportRefusedError(
            en=f"{file}: unit {facts.unit!r} found, expected elevation in metres; multiply the raster in your GIS and export it again.",
            zh=f"{file}：单位为 {facts.unit!r}，高程应以米为单位；请在 GIS 中换算后重新导出。",
        )
    if facts.minimum < LEAST_M or facts.maximum > MOST_M:
        raise ImportRefusedError(
            en=f"{file}: values from {facts.minimum:g} to {facts.maximum:g} found, expected elevations from {LEAST_M:g} to {MOST_M:g} m;"
            " state the no-data value (--nodata), or give metres.",
            zh=f"{file}：取值 {facts.minimum:g} 至 {facts.maximum:g}，高程应在 {LEAST_M:g} 至 {MOST_M:g} 米之间；请声明无数据值（--nodata）或换算为米。",
        )
    wide, high = facts.cell
    if abs(wide - high) > _SQUARE * wide:
        raise ImportRefusedError(
            en=f"{file}: cells of {wide:.10g} × {high:.10g} found, expected square ones; resample the raster (for example gdalwarp -tr).",
            zh=f"{file}：像元为 {wide:.10g} × {high:.10g}，应为正方形；请重采样（例如 gdalwarp -tr）。",
        )
