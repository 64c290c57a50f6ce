"""What the table of parks says of a park: who it is, where it lies, its land and its industries."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from geodata.embedded import table
from geodata.text import Bilingual
from geodata.units import ha_to_mu
from layout.entities.wording import both, plain, say
from layout.fields import LEVELS, TYPES, UNITS, word
from layout.i18n import catalogue
from layout.landuse.figures import CATALOGUE_SOURCE, CATALOGUE_YEAR
from layout.workflow.desk.note_words import remark
from layout.workflow.desk.tables import OFFICE, desk_cached, desk_table
from layout.workflow.facts.fact import (
    COMPUTED_DIGITS,
    PRINTED_DIGITS,
    Fact,
    Group,
    cited,
    known,
    listed,
    text_or_none,
)

Row = dict[Hashable, Any]
_CATALOGUE_KEYS: Final = ("approved_area", "industries")
_LAID_OVER: Final[Mapping[str, tuple[str, ...]]] = {
    "position": ("lon", "lat"),
    "precision": ("position_precision_m",),
    "industries": ("leading_industries_zh", "leading_industries_en"),
    "clusters": ("cluster_ids",),
    "measured_area": ("measured_area_ha",),
    "free_land": ("free_land_ha",),
}
"""Which columns of a row the office may have laid its own over, by fact."""


def park_profile(park: Row) -> tuple[Fact, ...]:
    """Return identity, place, land and industries of a park.

    Parameters
    ----------
    park
        A row of the table of parks.
    """
    return (*_identity(park), *_place(park), *_land(park), *_industry(park))


def _identity(park: Row) -> list[Fact]:
    """Return names, level, type and relations to other parks."""
    names = _names("parks", "park_id")
    children = [names[child] for child, parent in _parents().items() if parent == park["park_id"]]
    parent = names.get(str(park["parent_park_id"]))
    facts = [
        _fact(park, "name", "identity", "map.fact.name", text_or_none(park["name_zh"], park["name_en"])),
        _fact(park, "level", "identity", "map.legend.level", _coded(LEVELS, park["level"])),
        _fact(park, "type", "identity", "map.fact.type", _coded(TYPES, park["type"])),
    ]
    optional = (
        ("other_names", "map.fact.other_names", listed([both(name) for name in park["other_names"]])),
        (
            "catalogue_code",
            "map.fact.catalogue_code",
            both(park["catalogue_code"]) if park["catalogue_code"] else None,
        ),
        ("parent", "map.fact.parent", parent),
        ("children", "map.fact.children", listed(children)),
        ("note", "map.tooltip.note", remark(park["note"])),
    )
    facts += [
        _fact(park, key, "identity", label, value) for key, label, value in optional if value is not None
    ]
    return facts


def _coded(family: Mapping[str, str], code: str) -> Bilingual:
    """Return the words of a code; that it is not stated where a park of the office has none."""
    return word(family, code) if code else catalogue()["office_parks.not_stated"]


def _place(park: Row) -> list[Fact]:
    """Return district, layout zones and position with its precision."""
    districts, zones = _names("districts", "adcode"), _names("layout_zones", "zone_id")
    basis = remark(park["position_basis"])
    placed = known(park["lon"]) is not None
    position = both(f"{park['lon']:.3f}°E, {park['lat']:.3f}°N") if placed else None
    at = _fact(park, "position", "place", "map.fact.position", position)
    precision = _fact(
        park, "precision", "place", "map.tooltip.precision", known(park["position_precision_m"])
    )
    return [
        _fact(park, "district", "place", "map.fact.district", districts.get(park["adcode"])),
        _fact(park, "zones", "place", "map.layer.zones", listed([zones[zone] for zone in park["zone_ids"]])),
        replace(at, note=basis or catalogue()["map.fact.no_position"]),
        replace(precision, unit=word(UNITS, "m"), digits=COMPUTED_DIGITS),
    ]


def _land(park: Row) -> list[Fact]:
    """Return the approved area, in hectares and mu, and the date of approval."""
    area = known(park["approved_area_ha"])
    in_mu = say("map.fact.area_note", mu=plain(ha_to_mu(area), PRINTED_DIGITS)) if area is not None else None
    approved = _fact(park, "approved_area", "land", "map.legend.approved_area", area)
    date = park["approved_date"]
    return [
        replace(approved, unit=word(UNITS, "ha"), note=in_mu),
        _fact(park, "approved_date", "land", "map.fact.approved_date", both(date) if date else None),
        *_office_land(park),
    ]


def _office_land(park: Row) -> list[Fact]:
    """Return the areas that the office alone knows: of its outline, and of the land free in it."""
    hectares, words = word(UNITS, "ha"), catalogue()
    labels = (
        ("measured_area", "measured_area_ha", "office_parks.measured", words["office_parks.measured_note"]),
        ("free_land", "free_land_ha", "office_parks.free_land", None),
    )
    return [
        replace(_fact(park, fact_id, "land", label, area), unit=hectares, note=note, digits=COMPUTED_DIGITS)
        for fact_id, column, label, note in labels
        if (area := known(park.get(column, float("nan")))) is not None
    ]


def _industry(park: Row) -> list[Fact]:
    """Return the printed leading industries and the clusters that they map to."""
    clusters = _names("clusters", "cluster_id")
    printed = text_or_none("、".join(park["leading_industries_zh"]), ", ".join(park["leading_industries_en"]))
    carried = listed([clusters[cluster_id] for cluster_id in park["cluster_ids"]])
    mapped = _fact(park, "clusters", "industry", "map.fact.clusters", carried)
    return [
        _fact(park, "industries", "industry", "map.fact.industries", printed),
        replace(mapped, note=catalogue()["map.fact.cluster_note"]),
    ]


def _fact(
    park: Row,
    fact_id: str,
    group: Group,
    label: str,
    value: float | Bilingual | None,
) -> Fact:
    """Return a fact of a park's row; areas and industries of catalogue zones cite the catalogue and its year.

    What the office has laid over the row, and a park that is the office's own, cites the office.
    """
    if value is not None and _of_office(park, fact_id):
        source = (catalogue()["office_parks.source"],)
        return Fact(fact_id, group, catalogue()[label], value, confidence=OFFICE, sources=source)
    catalogued = fact_id in _CATALOGUE_KEYS and bool(park["catalogue_code"])
    source_ids = (CATALOGUE_SOURCE,) if catalogued else park["source_ids"]
    return Fact(
        fact_id,
        group,
        catalogue()[label],
        value,
        year=CATALOGUE_YEAR if catalogued and value is not None else None,
        confidence=park["confidence"] if value is not None else "",
        sources=cited(source_ids) if value is not None else (),
    )


def _of_office(park: Row, fact_id: str) -> bool:
    """Return whether a fact of a park is the office's: the park is, or its columns are not as the table has them."""
    embedded = _embedded().get(str(park["park_id"]))
    return embedded is None or any(
        park.get(column) != embedded.get(column) for column in _LAID_OVER.get(fact_id, ())
    )


@lru_cache(maxsize=1)
def _embedded() -> dict[str, Row]:
    """Return the rows of the embedded table of parks by id; shared, never changed."""
    return {str(row["park_id"]): row for row in table("parks").to_dict("records")}


@desk_cached(maxsize=8)
def _names(name: str, key: str) -> dict[str, Bilingual]:
    """Return the names of a table's rows by key."""
    rows = desk_table(name).to_dict("records")
    return {str(row[key]): Bilingual(en=str(row["name_en"]), zh=str(row["name_zh"])) for row in rows}


@desk_cached(maxsize=2)
def _parents() -> dict[str, str]:
    """Return the parent id of every park that has one."""
    parks = desk_table("parks")
    pairs = zip(parks["park_id"], parks["parent_park_id"], strict=True)
    return {str(park_id): str(parent) for park_id, parent in pairs if parent}
