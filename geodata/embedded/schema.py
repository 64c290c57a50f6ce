"""The columns, vocabularies and ranges of every embedded table.

Units: money 1e8 CNY unless a column says otherwise, areas km² unless the name says ha, positions degrees
(WGS84), precisions metres. A figure outside its range is a slip of the keyboard until somebody widens the range.
"""

from geodata.embedded.columns import Column, TableSpec, items, number, text, year

_ID = r"[a-z0-9_]+"
_ADCODE = r"50\d{4}"
_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_PERIOD = r"FY|H[12]|Q[1-4](-Q[1-4])?|M\d\d(-M\d\d)?"
_BASIS = (
    r"(admin_point|catalogue_geocode|town_point|nearby_plant|public_code_point|dataset_point|recalled)(\b.*)?"
)

_SOURCES = items("source_id", required=True, pattern=_ID, rename="source_ids")
_CONFIDENCE = text("confidence", required=True, words="seen_primary seen_secondary recalled")
_NOTE = text("note")
_NAME_ZH = text("name_zh", required=True)
_NAME_EN = text("name_en", required=True)
_PRECISION = number("position_precision_m", low=100, high=20_000)
_POSITION_BASIS = text("position_basis", pattern=_BASIS)


def _position(prefix: str = "") -> tuple[Column, Column]:
    """Return longitude and latitude columns; the box holds the municipality with a margin."""
    return number(f"{prefix}lon", low=105.2, high=110.3), number(f"{prefix}lat", low=28.1, high=32.3)


_POSITIONED = (("lon", "lat", "position_precision_m", "position_basis"),)

SOURCES = TableSpec(
    "sources",
    "sources.csv",
    (
        text("source_id", required=True, pattern=_ID),
        text("title", required=True),
        text("publisher", required=True),
        year("year", low=2000, high=2030, required=True),
        text("url", pattern=r"https?://\S+"),
        text("licence", required=True),
        text("kind", required=True, words="seed official news dataset recalled"),
    ),
    key=("source_id",),
)

DISTRICTS = TableSpec(
    "districts",
    "districts.csv",
    (
        text("adcode", required=True, pattern=_ADCODE),
        _NAME_ZH,
        _NAME_EN,
        text("kind", required=True, words="district county autonomous_county"),
        text("region_id", required=True, pattern=_ID),
        *_position("seat_"),
        number("area_km2", low=20, high=6_000, required=True),
        number("population_2020", low=100_000, high=3_000_000, required=True),
        _SOURCES,
        _CONFIDENCE,
        _NOTE,
        _PRECISION,
        _POSITION_BASIS,
    ),
    key=("adcode",),
    together=(("seat_lon", "seat_lat", "position_precision_m", "position_basis"),),
)

FORMER_NAMES = TableSpec(
    "former_names",
    "former_names.csv",
    (
        text("former_name", required=True),
        text("former_adcode", pattern=_ADCODE),
        text("adcode", required=True, pattern=_ADCODE),
        text("change", required=True, words="renamed merged part"),
        year("year", low=1990, high=2030, required=True),
        _SOURCES,
        _CONFIDENCE,
        _NOTE,
    ),
    key=("former_name",),
)

LAYOUT_ZONES = TableSpec(
    "layout_zones",
    "layout_zones.csv",
    (
        text("zone_id", required=True, pattern=_ID),
        _NAME_ZH,
        _NAME_EN,
        text("kind", required=True, words="flagship cluster_group functional_region"),
        text("role_zh", required=True),
        text("role_en", required=True),
        items("member_adcodes", pattern=_ADCODE),
        text("member_share_note", required=True),
        _SOURCES,
        _CONFIDENCE,
    ),
    key=("zone_id",),
)

CLUSTERS = TableSpec(
    "clusters",
    "clusters_33618.csv",
    (
        text("cluster_id", required=True, pattern=_ID),
        text("tier", required=True, words="trillion 500bn 100bn future high_growth"),
        _NAME_ZH,
        _NAME_EN,
        number("target_output_cny", low=1e9, high=1e13),
        year("target_year", low=2020, high=2035),
        items("links_zh"),
        items("links_en"),
        _SOURCES,
        _CONFIDENCE,
        _NOTE,
    ),
    key=("cluster_id",),
    together=(("target_output_cny", "target_year"),),
)

TARGETS = TableSpec(
    "targets",
    "targets.csv",
    (
        text("target_id", required=True, pattern=_ID),
        text("group", required=True, pattern=_ID),
        _NAME_ZH,
        _NAME_EN,
        text("unit", required=True),
        text("direction", required=True, words="at_least at_most exactly"),
        number("baseline_value", low=0, high=1e6),
        year("baseline_year", low=2000, high=2030),
        number("target_value", low=-100, high=1e6),
        year("target_year", low=2020, high=2035),
        text("scope", required=True, pattern=_ID),
        _SOURCES,
        text("source_note"),
        _CONFIDENCE,
        _NOTE,
    ),
    key=("target_id",),
)

PARKS = TableSpec(
    "parks",
    "parks.csv",
    (
        text("park_id", required=True, pattern=_ID),
        text("catalogue_code", pattern=r"[GS]5\d{5}"),
        _NAME_ZH,
        _NAME_EN,
        items("other_names"),
        text("level", required=True, words="national municipal interprovincial"),
        text(
            "type",
            required=True,
            words="new_area economic_tech_zone high_tech_zone bonded_zone economic_zone industrial_park"
            " logistics_park sub_park",
        ),
        text("adcode", pattern=_ADCODE),
        items("zone_ids", pattern=_ID),
        number("approved_area_ha", low=10, high=3_000),
        text("approved_date", pattern=_DATE),
        items("leading_industries_zh"),
        items("leading_industries_en"),
        items("cluster_ids", pattern=_ID),
        text("parent_park_id", pattern=_ID),
        *_position(),
        _PRECISION,
        _POSITION_BASIS,
        _SOURCES,
        _CONFIDENCE,
        _NOTE,
    ),
    key=("park_id",),
    together=_POSITIONED,
)

INDICATORS = TableSpec(
    "indicators",
    "indicators.csv",
    (
        text("indicator_id", required=True, pattern=_ID),
        _NAME_ZH,
        _NAME_EN,
        text("unit", required=True),
        text("definition", required=True),
        text("additive", required=True, words="yes no"),
    ),
    key=("indicator_id",),
)

STATISTICS = TableSpec(
    "statistics",
    "statistics.csv",
    (
        text("entity_kind", required=True, words="city district park zone"),
        text("entity_id", required=True, pattern=_ID),
        text("indicator_id", required=True, pattern=_ID),
        year("year", low=2000, high=2026, required=True),
        number("value", low=0, high=1e8, required=True),
        text("unit", required=True),
        _SOURCES,
        _CONFIDENCE,
        _NOTE,
        text("period", required=True, pattern=_PERIOD),
        text("value_qualifier", required=True, words="exact at_least at_most about"),
    ),
    key=("entity_kind", "entity_id", "indicator_id", "year", "period", "source_id"),
)

_INFRASTRUCTURE_COLUMNS = (
    text("node_id", required=True, pattern=_ID),
    text(
        "kind",
        required=True,
        words="airport river_port rail_freight_hub rail_station power_plant logistics_park steel_plant"
        " cement_plant",
    ),
    text("name_zh"),
    text("name_en"),
    *_position(),
    _PRECISION,
    _POSITION_BASIS,
    number("capacity_value", low=0.01, high=30_000),
    text("capacity_unit"),
    text("status"),
    year("open_year", low=1950, high=2026),
    text("licence", required=True),
    _SOURCES,
    _CONFIDENCE,
    _NOTE,
    text("subkind"),
    text("adcode", pattern=_ADCODE),
)
_INFRASTRUCTURE_TOGETHER = (*_POSITIONED, ("capacity_value", "capacity_unit"))

INFRASTRUCTURE = TableSpec(
    "infrastructure",
    "infrastructure.csv",
    _INFRASTRUCTURE_COLUMNS,
    key=("node_id",),
    together=_INFRASTRUCTURE_TOGETHER,
)

INFRASTRUCTURE_OSM = TableSpec(
    "infrastructure_osm",
    "infrastructure_osm.csv",
    _INFRASTRUCTURE_COLUMNS,
    key=("node_id",),
    together=_INFRASTRUCTURE_TOGETHER,
)

RULES = TableSpec(
    "rules",
    "rules.csv",
    (
        text("rule_id", required=True, pattern=_ID),
        _NAME_ZH,
        _NAME_EN,
        text("kind", required=True, words="hard_exclusion setback preference control_indicator"),
        items("applies_to", required=True, pattern=r"[a-z0-9_]+(:\d{2})?"),
        text("parameter", required=True, pattern=_ID),
        text("operator", required=True, words="ge le gt lt eq"),
        number("value", low=0, high=1_000_000, required=True),
        text("unit", required=True),
        text("document"),
        text("article"),
        year("year", low=2000, high=2026),
        text("url", pattern=r"https?://\S+"),
        _CONFIDENCE,
        _NOTE,
        _SOURCES,
    ),
    key=("rule_id",),
)

SPECS: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        SOURCES,
        DISTRICTS,
        FORMER_NAMES,
        LAYOUT_ZONES,
        CLUSTERS,
        TARGETS,
        PARKS,
        INDICATORS,
        STATISTICS,
        INFRASTRUCTURE,
        INFRASTRUCTURE_OSM,
        RULES,
    )
}
