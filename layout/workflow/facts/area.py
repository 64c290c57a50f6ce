"""What the tables say of a district or a layout zone, before its figures."""

from collections.abc import Hashable
from typing import Any

from geodata import catalog
from geodata.embedded import table
from geodata.sources.boundaries import read_districts
from geodata.text import Bilingual
from layout.entities.wording import both, listing
from layout.errors import UnknownKeyError
from layout.fields import MEMBERSHIPS, UNITS, VINTAGES, ZONE_KINDS, word
from layout.i18n import catalogue
from layout.landuse.vintage import Vintage, unit_changed
from layout.workflow.desk.tables import desk_table
from layout.workflow.facts.fact import COMPUTED_DIGITS, Fact, cited, listed, text_or_none
from layout.workflow.maps.layers import zone_frame

Row = dict[Hashable, Any]


def district_profile(adcode: str, vintage: Vintage) -> tuple[tuple[Fact, ...], bool]:
    """Return name, area, region and parks of a district, and whether its figures count the unit of the map.

    Raises
    ------
    UnknownKeyError
        There is no such unit on that map.
    """
    shapes = read_districts(vintage)
    rows = shapes[shapes["adcode"] == adcode].drop(columns="geometry").to_dict("records")
    if not rows:
        raise UnknownKeyError(
            en=f"Fact panel: {adcode!r} is not a unit of the {vintage}-unit map; choose one of the map.",
            zh=f"信息面板：{vintage} 个区县的地图上没有 {adcode!r}；请在图上选择。",
        )
    unit, words = rows[0], catalogue()
    figures = vintage == "38" or not unit_changed(adcode)
    boundary = catalog.entry("districts" if vintage == "38" else "districts-2025")
    facts = [
        Fact("name", "identity", words["map.fact.name"], text_or_none(unit["name_zh"], unit["name_en"])),
        Fact(
            "vintage",
            "identity",
            words["map.fact.vintage"],
            word(VINTAGES, vintage),
            note=None if figures else words["map.vintage.changed"],
        ),
        Fact(
            "area",
            "land",
            words["map.fact.area_computed"],
            float(unit["area_km2"]),
            unit=word(UNITS, "km2"),
            sources=(boundary.attribution,),
            note=both(boundary.vintage),
            digits=COMPUTED_DIGITS,
        ),
    ]
    if figures:
        facts += _relations(adcode)
    return tuple(facts), figures


def zone_profile(zone: Row) -> tuple[Fact, ...]:
    """Return name, kind, role and members of a layout zone.

    Parameters
    ----------
    zone
        A row of the table of layout zones.
    """
    words, sources = catalogue(), cited(zone["source_ids"])
    names = _district_names()
    frame = zone_frame()
    membership = str(frame.loc[frame["zone_id"] == zone["zone_id"], "membership"].iloc[0])
    values = (
        ("name", words["map.fact.name"], text_or_none(zone["name_zh"], zone["name_en"])),
        ("kind", words["map.tooltip.kind"], word(ZONE_KINDS, zone["kind"])),
        ("role", words["map.tooltip.role"], text_or_none(zone["role_zh"], zone["role_en"])),
        ("members", words["map.fact.members"], listed([names[adcode] for adcode in zone["member_adcodes"]])),
        ("membership", words["map.tooltip.membership"], word(MEMBERSHIPS, membership)),
    )
    return tuple(
        Fact(fact_id, "identity", label, value, confidence=zone["confidence"], sources=sources)
        for fact_id, label, value in values
    )


def _relations(adcode: str) -> list[Fact]:
    """Return the functional region of a district and the parks in it."""
    words = catalogue()
    districts, zones, parks = table("districts"), table("layout_zones"), desk_table("parks")
    row = districts[districts["adcode"] == adcode].to_dict("records")[0]
    region = zones[zones["zone_id"] == row["region_id"]].to_dict("records")
    inside = parks[parks["adcode"] == adcode].to_dict("records")
    here = [Bilingual(en=park["name_en"], zh=park["name_zh"]) for park in inside]
    name = listing([Bilingual(en=zone["name_en"], zh=zone["name_zh"]) for zone in region]) if region else None
    common = {"confidence": row["confidence"], "sources": cited(row["source_ids"])}
    return [
        Fact("region", "place", words["map.fact.region"], name, **common),
        Fact("parks", "industry", words["map.fact.parks"], listed(here)),
    ]


def _district_names() -> dict[str, Bilingual]:
    """Return the names of the 38 units."""
    rows = table("districts").to_dict("records")
    return {str(row["adcode"]): Bilingual(en=str(row["name_en"]), zh=str(row["name_zh"])) for row in rows}
