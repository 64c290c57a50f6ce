"""One row a park with output and land of one pair: from the embedded facts, the office's table, or as an estimate."""

from typing import Final

import pandas as pd

from geodata.text import Bilingual
from geodata.units import ha_to_km2
from layout.entities.wording import both
from layout.i18n import catalogue
from layout.landuse.estimates import spread_by_area
from layout.landuse.figures import annual_figures
from layout.landuse.quantities import quantity
from layout.workflow.desk.tables import desk_cached, desk_table
from layout.workflow.maps.park_places import CITY, office_places
from layout.workflow.maps.values import citations, intensities

OFFICE: Final = "office"
FIGURE: Final = "figure"
_CATALOGUE_YEAR: Final = 2018
TABLE_COLUMNS: Final = (
    "name_zh",
    "name_en",
    "adcode",
    "kind",
    "output_yi",
    "land_km2",
    "basis",
    "output_year",
    "land_year",
    "source_ids",
)


@desk_cached(maxsize=2)
def approved_land() -> pd.Series:
    """Return the approved area of each park on the desk in km², index park_id; shared, never changed."""
    parks = desk_table("parks").set_index("park_id")
    return ha_to_km2(parks["approved_area_ha"])


def conflicting_rows(pair_id: str) -> tuple[tuple[str, int, float, tuple[str, ...]], ...]:
    """Return what other sources print for a figure that a pair takes: park, year, value, sources."""
    found = intensities(pair_id)
    known = found[(found["entity_kind"] == "park") & (found["status"] == "computed")]
    return tuple(
        (str(park), int(year), float(value), sources)
        for park, conflicts in zip(known["entity_id"], known["conflicts"], strict=True)
        for _, year, value, sources in conflicts
    )


def embedded_rows(pair_id: str) -> pd.DataFrame:
    """Return the parks on the desk that have both figures of a pair."""
    found = intensities(pair_id)
    known = found[(found["entity_kind"] == "park") & (found["status"] == "computed")].set_index("entity_id")
    frame = pd.DataFrame(
        {
            "output_yi": known["numerator_value"],
            "land_km2": known["denominator_value"],
            "basis": FIGURE,
            "output_year": known["numerator_year"],
            "land_year": known["denominator_year"],
            "source_ids": known["source_ids"],
        }
    )
    return _named(frame)


def estimated_rows(known: frozenset[str]) -> pd.DataFrame:
    """Return estimates of the parks whose district has a figure and no park of it does."""
    output = annual_figures(desk_table("statistics"), "gross_output")
    districts = output[output["entity_kind"] == "district"].sort_values("year")
    latest = districts.drop_duplicates("entity_id", keep="last")
    spread = spread_by_area(
        latest, desk_table("parks"), land_km2=approved_land(), share_in_parks=share_in_parks(), known=known
    ).set_index("entity_id")
    frame = spread[["output_yi", "land_km2", "basis", "source_ids"]].assign(
        output_year=spread["year"], land_year=_CATALOGUE_YEAR
    )
    return _named(frame)


@desk_cached(maxsize=1)
def share_in_parks() -> float:
    """Return the share of industrial output that the parks hold, as the plan prints it for 2022 (at least 85 %)."""
    figures = annual_figures(desk_table("statistics"), "parks_output_share")
    return float(figures[figures["entity_id"] == CITY]["value"].iloc[-1]) / 100


def office_rows(office: pd.DataFrame) -> pd.DataFrame:
    """Return the office's parks; land in use is industrial land, else land."""
    land = quantity(office, "industrial_land").fillna(quantity(office, "land"))
    years = pd.to_numeric(office["year"], errors="coerce") if "year" in office else float("nan")
    frame = pd.DataFrame(
        {
            "output_yi": quantity(office, "output"),
            "land_km2": land,
            "basis": OFFICE,
            "output_year": pd.array(pd.Series(years, index=office.index).tolist(), dtype="Float64"),
            "land_year": pd.NA,
            "source_ids": _sources(office),
        },
        index=office.index,
    )
    named = _named(frame)
    about = office_places(office)
    for column in ("name_zh", "name_en", "adcode"):
        named[column] = about[column]
    if "kind" in office:
        own = office["kind"].astype(str)
        named["kind"] = own.where(own != "", named["kind"])
    return named


def cited(basis: str, source_ids: tuple[str, ...]) -> Bilingual:
    """Return where a row is from: the citation of an embedded source, or the office's own words."""
    if basis != OFFICE:
        return citations(source_ids)
    return catalogue()["landuse.basis.office"] if source_ids == (OFFICE,) else both("; ".join(source_ids))


def _sources(office: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return what the office names as the source of each row, its own table where it names none."""
    named = office["source"].astype(str) if "source" in office else pd.Series("", index=office.index)
    return [(text or OFFICE,) for text in named]


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with name, district and kind of each park; an unknown park keeps its id as name."""
    about = desk_table("parks").set_index("park_id")
    found = about.reindex(frame.index)
    named = frame.assign(
        name_zh=found["name_zh"].fillna(pd.Series(frame.index, frame.index)),
        name_en=found["name_en"].fillna(pd.Series(frame.index, frame.index)),
        adcode=found["adcode"].fillna(""),
        kind=[ids[0] if isinstance(ids, tuple) and ids else "" for ids in found["cluster_ids"]],
    )
    return named[list(TABLE_COLUMNS)]
