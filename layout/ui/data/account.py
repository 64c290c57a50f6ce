"""What the data do not say: figures that contradict each other, and what is missing, counted from the tables."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from layout.entities.wording import plain, say
from layout.fields import UNITS, period_name, word
from layout.workflow.desk.tables import cite, desk_cached, desk_table


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different figures that sources print for the same thing and time.

    Parameters
    ----------
    entity, indicator
        What the figures are about.
    time
        Year, and the part of it where not the whole.
    figures
        Each figure with its unit and the source that prints it.
    """

    entity: Bilingual
    indicator: Bilingual
    time: Bilingual
    figures: tuple[tuple[str, Bilingual, Bilingual], ...]


@desk_cached(maxsize=1)
def conflicts() -> tuple[Conflict, ...]:
    """Return every set of contradicting figures of the statistics table, in its order."""
    key = ["entity_kind", "entity_id", "indicator_id", "year", "period"]
    statistics = desk_table("statistics").dropna(subset=["value", "year"])
    spread = statistics.groupby(key)["value"].transform("max") > statistics.groupby(key)["value"].transform(
        "min"
    )
    differing = statistics[spread]
    names, indicators = _entity_names(), table("indicators").set_index("indicator_id")
    return tuple(_conflict(rows, names, indicators) for _, rows in differing.groupby(key, sort=False))


def _conflict(rows: pd.DataFrame, names: Mapping[str, Bilingual], indicators: pd.DataFrame) -> Conflict:
    """Return one set of contradicting figures."""
    first = rows.iloc[0]
    indicator = indicators.loc[first["indicator_id"]]
    year, period = int(first["year"]), str(first["period"])
    time = (
        Bilingual(en=str(year), zh=f"{year} 年")
        if period == "FY"
        else say("ui.data.part_year", year=year, period=period_name(period))
    )
    figures = tuple(
        (plain(float(row["value"]), 6), word(UNITS, str(row["unit"])), _cited(row["source_ids"]))
        for row in rows.to_dict("records")
    )
    entity = names.get(first["entity_id"], Bilingual(en=first["entity_id"], zh=first["entity_id"]))
    return Conflict(entity, Bilingual(en=indicator["name_en"], zh=indicator["name_zh"]), time, figures)


def _cited(source_ids: tuple[str, ...]) -> Bilingual:
    """Return the sources of one figure as one text."""
    cited = [cite(source_id) for source_id in source_ids]
    return Bilingual(en="; ".join(one.en for one in cited), zh="；".join(one.zh for one in cited))


def _entity_names() -> dict[str, Bilingual]:
    """Return the names of everything that statistics are about."""
    found = {"500000": say("ui.data.municipality")}
    for name, key in (("districts", "adcode"), ("layout_zones", "zone_id"), ("parks", "park_id")):
        for row in desk_table(name).to_dict("records"):
            found[row[key]] = Bilingual(en=row["name_en"], zh=row["name_zh"])
    return found


@desk_cached(maxsize=1)
def gaps() -> tuple[Bilingual, ...]:
    """Return what the embedded tables lack, counted, and then what no table of the product covers."""
    parks = desk_table("parks")
    nodes = pd.concat([table("infrastructure"), table("infrastructure_osm")])
    statistics, districts = desk_table("statistics"), table("districts")
    of_year = statistics[(statistics["period"] == "FY") & statistics["value"].notna()]
    old_gdp = of_year[(of_year["indicator_id"] == "gdp") & (of_year["year"] < _GDP_YEAR)]
    output = of_year[(of_year["indicator_id"] == "gross_output") & (of_year["entity_kind"] == "park")]
    known = set(old_gdp.loc[old_gdp["entity_kind"] == "district", "entity_id"])
    counted = (
        say("ui.data.gap.park_position", count=int(parks["lon"].isna().sum()), total=len(parks)),
        say("ui.data.gap.park_area", count=int(parks["approved_area_ha"].isna().sum()), total=len(parks)),
        say("ui.data.gap.park_cluster", count=sum(not ids for ids in parks["cluster_ids"]), total=len(parks)),
        say("ui.data.gap.park_output", count=output["entity_id"].nunique(), total=len(parks)),
        say("ui.data.gap.node_position", count=int(nodes["lon"].isna().sum()), total=len(nodes)),
        say("ui.data.gap.gdp", count=len(districts) - len(known), total=len(districts), year=_GDP_YEAR),
    )
    return (*counted, *(say(f"ui.data.gap.{name}") for name in _NOT_COVERED))


_GDP_YEAR = 2024
_NOT_COVERED = ("land", "baseline", "boundaries", "networks", "redlines")
