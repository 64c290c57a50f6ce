"""What a map screen offers to choose from, each with how much data stands behind it."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from layout.errors import UnknownKeyError
from layout.fields import INFRASTRUCTURE_KINDS, UNITS, word
from layout.i18n import catalogue
from layout.landuse.figures import FULL_YEAR, annual_figures
from layout.landuse.pairs import BEST, pairs
from layout.workflow.desk.note_words import remark
from layout.workflow.desk.tables import desk_cached, desk_table
from layout.workflow.maps.values import entities_with_intensity

TARGET_ID: Final = "output_per_km2_2027"
_DISTRICT_UNITS: Final = 38
_COMMON_NOTE_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class YearChoice:
    """A year of an indicator.

    Parameters
    ----------
    year
        Full year of the figures.
    known, total
        How many of the 38 units have a figure.
    notes
        What holds for at least half of these figures, for the legend.
    """

    year: int
    known: int
    total: int
    notes: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class IndicatorChoice:
    """An indicator with full-year figures of districts.

    Parameters
    ----------
    indicator_id, name, unit
        The indicator.
    years
        Its years, the latest first.
    """

    indicator_id: str
    name: Bilingual
    unit: Bilingual
    years: tuple[YearChoice, ...]


@dataclass(frozen=True, slots=True)
class PairChoice:
    """A definition of output intensity.

    Parameters
    ----------
    pair_id, name, notes
        The pair; "best" takes each park's best figure and says that these do not compare.
    parks, districts
        How many of them have a figure.
    """

    pair_id: str
    name: Bilingual
    notes: tuple[Bilingual, ...]
    parks: int
    districts: int


@dataclass(frozen=True, slots=True)
class ClusterChoice:
    """A cluster of the 33618 system, and the number of parks that carry it."""

    cluster_id: str
    tier: str
    name: Bilingual
    parks: int


@dataclass(frozen=True, slots=True)
class InfrastructureChoice:
    """A kind of infrastructure: its nodes, those said to operate, those drawn (with a position), those under ODbL."""

    kind: str
    name: Bilingual
    nodes: int
    operating: int
    placed: int
    odbl: int


@desk_cached(maxsize=1)
def district_choices() -> tuple[IndicatorChoice, ...]:
    """Return the indicators that districts can be coloured by, those with most figures first.

    Only full-year figures count. Indicators of which districts have nothing but part-year figures are left out;
    the fact panels show those figures with their period.
    """
    statistics = desk_table("statistics")
    chosen = statistics[(statistics["entity_kind"] == "district") & (statistics["period"] == FULL_YEAR)]
    indicators = table("indicators").set_index("indicator_id")
    found = [
        IndicatorChoice(
            indicator_id,
            Bilingual(
                en=str(indicators.loc[indicator_id, "name_en"]),
                zh=str(indicators.loc[indicator_id, "name_zh"]),
            ),
            word(UNITS, str(indicators.loc[indicator_id, "unit"])),
            _years(annual_figures(chosen, indicator_id)),
        )
        for indicator_id in dict.fromkeys(str(value) for value in chosen["indicator_id"])
    ]
    return tuple(sorted(found, key=lambda choice: -max(year.known for year in choice.years)))


@desk_cached(maxsize=1)
def pair_choices() -> tuple[PairChoice, ...]:
    """Return every definition of output intensity; "best" first, then those with most figures."""
    words = catalogue()
    best = PairChoice(
        BEST, words["map.pair.best"], (words["map.pair.best_note"],), *entities_with_intensity(BEST)
    )
    others = [
        PairChoice(pair.pair_id, pair.name, pair.notes, *entities_with_intensity(pair.pair_id))
        for pair in pairs()
    ]
    return (best, *sorted(others, key=lambda choice: -(choice.parks + choice.districts)))


@desk_cached(maxsize=2)
def cluster_choices() -> tuple[ClusterChoice, ...]:
    """Return the 30 clusters in the order of the plan, each with the number of parks that carry it."""
    carried = Counter(
        cluster_id for cluster_ids in desk_table("parks")["cluster_ids"] for cluster_id in cluster_ids
    )
    return tuple(
        ClusterChoice(
            str(row["cluster_id"]),
            str(row["tier"]),
            Bilingual(en=str(row["name_en"]), zh=str(row["name_zh"])),
            carried[row["cluster_id"]],
        )
        for row in table("clusters").to_dict("records")
    )


@lru_cache(maxsize=1)
def infrastructure_choices() -> tuple[InfrastructureChoice, ...]:
    """Return the kinds of infrastructure that have nodes, with how many operate and how many are placed."""
    open_data = table("infrastructure_osm")
    nodes = pd.concat([table("infrastructure"), open_data], ignore_index=True)
    found = []
    for kind in INFRASTRUCTURE_KINDS:
        chosen = nodes[nodes["kind"] == kind]
        if len(chosen):
            found.append(
                InfrastructureChoice(
                    kind,
                    word(INFRASTRUCTURE_KINDS, kind),
                    len(chosen),
                    int((chosen["status"] == "operating").sum()),
                    int(chosen["lon"].notna().sum()),
                    int((open_data["kind"] == kind).sum()),
                )
            )
    return tuple(found)


@lru_cache(maxsize=1)
def target_intensity() -> float:
    """Return the municipal target of output per industrial land for 2027, in 亿元/km².

    Raises
    ------
    UnknownKeyError
        The table of targets lacks it.
    """
    targets = table("targets").set_index("target_id")["target_value"]
    if TARGET_ID not in targets.index:
        raise UnknownKeyError(
            en=f"Targets: {TARGET_ID!r} is not in the table of targets; reinstall the product.",
            zh=f"目标表中没有 {TARGET_ID!r}；请重新安装本产品。",
        )
    return float(targets.loc[TARGET_ID])


def _years(figures: pd.DataFrame) -> tuple[YearChoice, ...]:
    """Return the years of an indicator, the latest first."""
    return tuple(
        YearChoice(year, len(chosen), _DISTRICT_UNITS, _common_notes(chosen["note"]))
        for year, chosen in sorted(
            ((int(year), chosen) for year, chosen in figures.groupby(figures["year"].astype("int64"))),
            reverse=True,
            key=lambda item: item[0],
        )
    )


def _common_notes(notes: pd.Series) -> tuple[Bilingual, ...]:
    """Return the notes that at least half of the figures of a year share; one of a single figure is not common."""
    counts = Counter(str(note) for note in notes if note)
    common = [note for note, count in counts.items() if count >= max(2, _COMMON_NOTE_SHARE * len(notes))]
    return tuple(found for found in (remark(note) for note in common) if found is not None)
