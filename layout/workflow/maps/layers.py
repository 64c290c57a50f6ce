"""Frames ready for display: plain properties in both languages, simplified outlines, values that know their year.

Every function here returns a frame of its own (EPSG:4326) that the caller may change; what is costly is cached on
plain arguments. An unknown value is NaN or "" and never 0. Outlines are simplified for the screen only: nothing
is measured on them.

    district_frame(vintage, indicator_id, year=…)   adcode … value, year, qualifier, source, note, conflict, reason
    district_intensity_frame(pair_id, vintage)    the same units with output intensity
    park_frame(pair_id)                           parks with area, cluster, precision and intensity
    zone_frame(kind)                              layout zones
    prefecture_frame()                            the quiet background
    infrastructure_frame(kind)                    nodes of one kind or all

Choices for the screen are in `layout.workflow.maps.choices`.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, cast

import geopandas as gpd
import pandas as pd
import shapely

from geodata import catalog
from geodata.crs import WGS84
from geodata.embedded import table
from geodata.sources.boundaries import read_districts, read_prefectures
from layout.errors import UnknownKeyError
from layout.fields import INFRASTRUCTURE_KINDS, ZONE_KINDS
from layout.landuse.vintage import Vintage, unit_changed
from layout.workflow.desk.tables import desk_cached, desk_table
from layout.workflow.maps.values import district_values, intensity_values

DISTRICT_TOLERANCE_DEG: Final = 0.0015
PREFECTURE_TOLERANCE_DEG: Final = 0.008
"""Side of the triangle below which a vertex is dropped (Visvalingam-Whyatt): about 150 m and 800 m at 30° N."""

MEASURED: Final = "measured_area_ha"
"""What the office's outlines of parks add; NaN where it has given none."""

_LABEL_TOLERANCE_DEG: Final = 0.01
_NO_CLUSTER: Final = ""


def district_frame(
    vintage: Vintage = "38", indicator_id: str | None = None, *, year: int | None = None
) -> gpd.GeoDataFrame:
    """Return the districts with one indicator of one year.

    Parameters
    ----------
    vintage
        "38" (units until November 2025) or "37" (since). Figures counted on the 38 units are not carried over
        to the units that changed.
    indicator_id, year
        An indicator of the statistics table and a full year; without both, the outlines alone.

    Returns
    -------
    geopandas.GeoDataFrame
        adcode, name_zh, name_en, area_km2 (geodesic), label_lon, label_lat, changed_2025, and of the figure:
        value (NaN without data), year, qualifier, confidence, source_zh, source_en, note_zh, note_en,
        conflict_zh, conflict_en, reason_zh, reason_en.

    Raises
    ------
    UnknownLayerError
        There is no such vintage.
    UnknownKeyError
        The indicator is unknown, or has no full-year figure of a district in that year.
    """
    frame = _district_outlines(vintage).copy()
    if indicator_id is None or year is None:
        return frame
    return _joined(
        frame, district_values(indicator_id, year, vintage=vintage, adcodes=tuple(frame["adcode"]))
    )


def district_intensity_frame(pair_id: str, vintage: Vintage = "38") -> gpd.GeoDataFrame:
    """Return the districts with their output intensity of one pair, in 亿元/km² (column value).

    Further columns as in `park_frame`. With the embedded facts alone no district has land figures, so that all
    are "no data"; a user's own table fills it.

    Raises
    ------
    UnlikePairError
        The pair is not defined.
    """
    frame = _district_outlines(vintage).copy()
    values = intensity_values(pair_id, "district", entity_ids=tuple(frame["adcode"]), vintage=vintage)
    return _joined(frame, values)


def park_frame(pair_id: str = "gross_output-per-approved_area") -> gpd.GeoDataFrame:
    """Return the parks with what a map shows of them.

    Parameters
    ----------
    pair_id
        Definition of output intensity (`layout.landuse.pairs`), or "best" for each park's best figure, whose
        definitions differ and are named in pair_zh and pair_en.

    Returns
    -------
    geopandas.GeoDataFrame
        park_id, name_zh, name_en, level, type, adcode, zone_ids, cluster_ids, leading_cluster (first of the
        clusters, "" where none), approved_area_ha, measured_area_ha (of the office's
        outline), position_precision_m, has_position, confidence, and the
        intensity: value (亿元/km²), value_wan_per_mu, ratio_to_target, value_qualifier, status, pair_zh,
        pair_en, numerator_year, denominator_year, year_gap, reason_zh, reason_en. Parks without a position are
        kept with the geometry None.

    Raises
    ------
    UnlikePairError
        The pair is not defined.
    """
    frame = _parks().copy()
    return _joined(frame, intensity_values(pair_id, "park", entity_ids=tuple(frame["park_id"])))


def zone_frame(kind: str | None = None) -> gpd.GeoDataFrame:
    """Return the layout zones drawn from their member districts, of one kind or all (they overlap).

    Parameters
    ----------
    kind
        "flagship", "cluster_group" or "functional_region".

    Returns
    -------
    geopandas.GeoDataFrame
        The columns of the catalogue's layout-zones layer, and label_lon, label_lat. A zone whose members lie
        outside the municipality has no geometry; `membership` says where the outline is larger than the zone.

    Raises
    ------
    UnknownKeyError
        There is no such kind.
    """
    _require_kind(kind, ZONE_KINDS)
    frame = _zones().copy()
    return frame if kind is None else frame[frame["kind"] == kind].reset_index(drop=True)


def prefecture_frame() -> gpd.GeoDataFrame:
    """Return the neighbouring prefectures: adcode, name_zh, name_en, province_zh, province_en, label point."""
    return _prefectures().copy()


def infrastructure_frame(kind: str | None = None) -> gpd.GeoDataFrame:
    """Return the infrastructure nodes of one kind, or of all kinds.

    Parameters
    ----------
    kind
        One of `layout.fields.INFRASTRUCTURE_KINDS`.

    Returns
    -------
    geopandas.GeoDataFrame
        node_id, kind, subkind, name_zh, name_en, status, operating ("yes", "no"), capacity_value, capacity_unit,
        open_year, position_precision_m, licence, adcode, confidence, note. Rows from
        OpenStreetMap carry the licence ODbL 1.0. `operating` is "yes" only where the source says so.

    Raises
    ------
    UnknownKeyError
        There is no such kind.
    """
    _require_kind(kind, INFRASTRUCTURE_KINDS)
    frame = _infrastructure().copy()
    return frame if kind is None else frame[frame["kind"] == kind].reset_index(drop=True)


@lru_cache(maxsize=2)
def _district_outlines(vintage: Vintage) -> gpd.GeoDataFrame:
    """Return the simplified districts of one vintage with a place for the label."""
    frame = read_districts(vintage)
    frame = _simplified(frame, DISTRICT_TOLERANCE_DEG)
    frame["changed_2025"] = [unit_changed(adcode) for adcode in frame["adcode"]]
    return frame


@lru_cache(maxsize=1)
def _prefectures() -> gpd.GeoDataFrame:
    """Return the simplified prefectures with a place for the label."""
    return _simplified(read_prefectures(), PREFECTURE_TOLERANCE_DEG)


@lru_cache(maxsize=1)
def _zones() -> gpd.GeoDataFrame:
    """Return the zones as unions of the simplified districts, so that their outlines coincide on the map."""
    frame = cast("gpd.GeoDataFrame", catalog.load("layout-zones").frame)
    shapes = _district_outlines("38").set_index("adcode").geometry
    unions = [
        shapely.coverage_union_all(shapes.loc[list(members)].to_numpy()) if members else None
        for members in frame["member_adcodes"]
    ]
    frame = frame.set_geometry(gpd.GeoSeries(unions, index=frame.index, crs=WGS84))
    return _with_label_point(frame)


@desk_cached(maxsize=2)
def _parks() -> gpd.GeoDataFrame:
    """Return the parks on the desk without their intensity."""
    frame = _placed(desk_table("parks"))
    if MEASURED not in frame:
        frame[MEASURED] = float("nan")
    kept = [
        "park_id",
        "name_zh",
        "name_en",
        "level",
        "type",
        "adcode",
        "zone_ids",
        "cluster_ids",
        "approved_area_ha",
        MEASURED,
        "position_precision_m",
        "confidence",
        "geometry",
    ]
    frame = frame[kept]
    frame["leading_cluster"] = [clusters[0] if clusters else _NO_CLUSTER for clusters in frame["cluster_ids"]]
    frame["has_position"] = frame.geometry.notna()
    return frame


@lru_cache(maxsize=1)
def _infrastructure() -> gpd.GeoDataFrame:
    """Return all nodes; those under ODbL keep their licence in every row."""
    both = pd.concat([table("infrastructure"), table("infrastructure_osm")], ignore_index=True)
    frame = _placed(both)
    frame["operating"] = ["yes" if status == "operating" else "no" for status in frame["status"]]
    return frame.drop(columns=["lon", "lat", "position_basis", "source_ids"])


def _placed(table_: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return a table with its points, None where a position is unknown."""
    points = [
        shapely.Point(lon, lat) if pd.notna(lon) and pd.notna(lat) else None
        for lon, lat in zip(table_["lon"], table_["lat"], strict=True)
    ]
    return gpd.GeoDataFrame(table_, geometry=gpd.GeoSeries(points, index=table_.index, crs=WGS84))


def _simplified(frame: gpd.GeoDataFrame, tolerance_deg: float) -> gpd.GeoDataFrame:
    """Return the frame with shared borders simplified once, so that no gap opens between neighbours.

    The triangle areas that decide are degrees squared: at 28-32° N a degree of longitude is 0.85 to 0.88 of one
    of latitude, which is the same for all vertices within 4 %.
    """
    shapes = shapely.coverage_simplify(frame.geometry.to_numpy(), tolerance_deg)
    return _with_label_point(frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=WGS84)))


def _with_label_point(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame with label_lon, label_lat: the centre of the largest inscribed circle of each outline."""
    centres = [
        shapely.get_point(shapely.maximum_inscribed_circle(shape, tolerance=_LABEL_TOLERANCE_DEG), 0)
        if shape is not None
        else None
        for shape in frame.geometry
    ]
    frame["label_lon"] = [float("nan") if centre is None else shapely.get_x(centre) for centre in centres]
    frame["label_lat"] = [float("nan") if centre is None else shapely.get_y(centre) for centre in centres]
    return frame


def _require_kind(kind: str | None, known: Mapping[str, str]) -> None:
    """Refuse a kind that the layer does not have."""
    if kind is not None and kind not in known:
        expected = ", ".join(known)
        raise UnknownKeyError(
            en=f"Map layer: kind {kind!r} found, expected one of {expected}.",
            zh=f"地图图层：没有类型 {kind!r}；可用 {expected}。",
        )


def _joined(frame: gpd.GeoDataFrame, values: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the frame with the columns of `values` (same order) put before the geometry."""
    for column in values.columns:
        frame[column] = values[column].array
    others = [column for column in frame.columns if column != "geometry"]
    return frame[[*others, "geometry"]]
