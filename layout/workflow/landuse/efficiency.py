"""Land-use efficiency of parks out of the embedded facts or the office's table: gaps, totals, concentration.

Every row says what it rests on (`basis`): "figure" (embedded, with source and year), "office" (the office's own table) or
"estimate" (made only when asked for, see `layout.landuse.estimates`).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from layout.entities.wording import both, clauses, plain, say
from layout.errors import UnlikePairError
from layout.i18n import catalogue
from layout.landuse.aggregate import aggregate
from layout.landuse.concentration import gini, pareto_curve
from layout.landuse.decomposition import split_members
from layout.landuse.estimates import ESTIMATE
from layout.landuse.gap import gap_table
from layout.landuse.pairs import pair
from layout.targets.pace import compound_pace
from layout.workflow.landuse.park_rows import (
    conflicting_rows,
    embedded_rows,
    estimated_rows,
    office_rows,
    share_in_parks,
)
from layout.workflow.maps.choices import target_intensity
from layout.workflow.maps.park_places import CITY, LEVELS, embedded_places, grouping, office_places
from layout.workflow.maps.values import citations

ESTIMATE_PAIR: Final = "gross_output-per-approved_area"
"""The only pair that estimates are made for: a district's gross output spread by approved area."""

TARGET_YEAR: Final = 2027


@dataclass(frozen=True, slots=True)
class Efficiency:
    """The efficiency of some parks under one pair of definitions.

    Parameters
    ----------
    pair_id, pair
        The pair of definitions, and its name.
    target
        亿元/km².
    parks
        Index park, columns `layout.workflow.landuse.park_rows.TABLE_COLUMNS`, those of the gap table, the largest gap first, and `growth_needed_pct`: growth
        a year in % that meets the target in 2027 on today's land; NaN where it is met or the year is unknown.
    places
        Every park with or without figures: where it lies (`layout.workflow.maps.park_places.PLACE_COLUMNS`).
    levels
        "city", "zone" and "district" -> totals with coverage (`layout.landuse.aggregate`), name and gap.
    parts
        "zone" and "district" -> index group: its gap in three parts, common to the city, structure (kinds of leading cluster) and intensity
        (`layout.landuse.decomposition.split_members`), with name_zh and name_en. Zones
        overlap: a park counts in each of its zones.
    curve, gini
        Pareto curve of output over land, and its Gini coefficient.
    total_parks
        How many parks there are, with or without figures.
    notes
        What the reader must know: coverage, years, estimates.
    """

    pair_id: str
    pair: Bilingual
    target: float
    parks: pd.DataFrame
    places: pd.DataFrame
    levels: dict[str, pd.DataFrame]
    parts: dict[str, pd.DataFrame]
    curve: pd.DataFrame
    gini: float
    total_parks: int
    notes: tuple[Bilingual, ...]

    @property
    def estimated(self) -> bool:
        """Return whether any row is an estimate."""
        return bool((self.parks["basis"] == ESTIMATE).any())


def efficiency(
    pair_id: str, *, office: pd.DataFrame | None = None, estimates: bool = False, target: float | None = None
) -> Efficiency:
    """Return the efficiency of the parks that have figures.

    Parameters
    ----------
    pair_id
        A computed pair; with an office table it only names what the office's output and land are.
    office
        The office's parks (`layout.workflow.landuse.office_tables.entity_table`); they replace the embedded figures altogether,
        because the two rest on other definitions.
    estimates
        Whether parks without a figure get an estimate where their district has one; only for `ESTIMATE_PAIR`.
    target
        亿元/km²; that of the plan when None.

    Raises
    ------
    UnlikePairError
        The pair is not defined, or is a ratio printed by a source, of which output and land are not known.
    """
    chosen = pair(pair_id)
    if chosen.printed:
        raise UnlikePairError(
            en=f"{pair_id}: a printed ratio has no output and land to add up; choose a computed pair",
            zh=f"{pair_id}：原文数值没有可加总的产出和用地，请选择计算口径",
        )
    aim = target_intensity() if target is None else target
    base = embedded_rows(pair_id) if office is None else office_rows(office)
    if estimates and office is None and pair_id == ESTIMATE_PAIR:
        base = pd.concat([base, estimated_rows(frozenset(base.index))])
    gaps = gap_table(base["output_yi"], base["land_km2"], target=aim)
    parks = base.loc[gaps.index].join(gaps.drop(columns=["output_yi", "land_km2"]))
    parks = parks[parks["intensity_yi_per_km2"].notna()]
    parks = parks.assign(growth_needed_pct=_growth_needed(parks, aim))
    places = embedded_places() if office is None else office_places(office)
    return Efficiency(
        pair_id=pair_id,
        pair=chosen.name,
        target=aim,
        parks=parks,
        places=places,
        levels=_levels(parks, places, aim),
        parts={level: _parts(parks, places, level=level, target=aim) for level in ("zone", "district")},
        curve=pareto_curve(parks["output_yi"], parks["land_km2"]),
        gini=gini(parks["output_yi"], parks["land_km2"]),
        total_parks=len(places),
        notes=(
            *_notes(parks, len(places), office=office is not None),
            *(_conflicts(pair_id, parks) if office is None else ()),
        ),
    )


def _growth_needed(parks: pd.DataFrame, target: float) -> list[float]:
    """Return the growth a year that each park needs to meet the target in the year of the target, in %."""
    found = []
    for row in parks.to_dict("records"):
        year = row["output_year"]
        short = row["gap_yi"] > 0 and pd.notna(year)
        growth = (
            compound_pace(row["output_yi"], target * row["land_km2"], years=TARGET_YEAR - int(year))
            if short
            else float("nan")
        )
        found.append(100 * growth)
    return found


def _parts(parks: pd.DataFrame, places: pd.DataFrame, *, level: str, target: float) -> pd.DataFrame:
    """Return the gap of each zone or district in its three parts, the largest gap first; a park in another counts once."""
    among = grouping(places, level)
    known = [str(park) for park in parks.index]
    have = set(known)
    split = split_members(
        parks["output_yi"],
        parks["land_km2"],
        members={
            group: among.without_nested([park for park in ids if park in have])
            for group, ids in among.members.items()
        },
        whole=among.without_nested(known),
        kinds=parks["kind"],
        target=target,
    )
    return _named(split, level).sort_values("gap_yi", ascending=False)


def _levels(parks: pd.DataFrame, places: pd.DataFrame, target: float) -> dict[str, pd.DataFrame]:
    """Return the totals of the city, the zones and the districts."""
    frame = parks.rename(columns={"land_km2": "industrial_land_km2"})
    found = {}
    for level in LEVELS:
        totals = aggregate(
            frame, "land_output_rate", grouping=grouping(places, level), land_km2=places["land_km2"]
        )
        totals["gap_yi"] = target * totals["denominator_value"] - totals["numerator_value"]
        found[level] = _named(totals, level)
    return found


def _named(table_of: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return a table of groups with their names."""
    names = level_names(level)
    found = [names.get(str(group), both(str(group))) for group in table_of.index]
    return table_of.assign(name_en=[name.en for name in found], name_zh=[name.zh for name in found])


def basis_line(found: Efficiency) -> Bilingual:
    """Return what a chart rests on: the pair, and above all whether it holds estimates."""
    if not found.estimated:
        return found.pair
    mark = catalogue()["landuse.ui.estimated"]
    return Bilingual(en=f"{mark.en} · {found.pair.en}", zh=f"{mark.zh} · {found.pair.zh}")


def narrowed(found: Efficiency, parks: Collection[str]) -> Efficiency:
    """Return the efficiency of some of the parks: totals and curve anew; shares and decomposition stay those of the city.

    Parameters
    ----------
    found
        The efficiency of all.
    parks
        Ids of the parks to keep.
    """
    chosen = found.parks[found.parks.index.isin(list(parks))]
    places = found.places[found.places.index.isin(list(parks))]
    levels = _levels(chosen, places, found.target)
    return replace(
        found,
        parks=chosen,
        places=places,
        levels=levels,
        parts={level: part[part.index.isin(levels[level].index)] for level, part in found.parts.items()},
        curve=pareto_curve(chosen["output_yi"], chosen["land_km2"]),
        gini=gini(chosen["output_yi"], chosen["land_km2"]),
        total_parks=len(places),
    )


@lru_cache(maxsize=4)
def level_names(level: str) -> dict[str, Bilingual]:
    """Return the names of the city, the zones or the districts by id."""
    if level == "city":
        return {CITY: say("landuse.city")}
    source, key = ("layout_zones", "zone_id") if level == "zone" else ("districts", "adcode")
    rows = table(source).to_dict("records")
    return {str(row[key]): Bilingual(en=str(row["name_en"]), zh=str(row["name_zh"])) for row in rows}


def _notes(parks: pd.DataFrame, total: int, *, office: bool) -> tuple[Bilingual, ...]:
    """Return what the reader must know of these rows."""
    notes = [say("landuse.note.coverage", known=len(parks), total=total)]
    years = sorted({int(year) for year in parks["output_year"].dropna()})
    if len(years) > 1:
        notes.append(say("landuse.note.years", first=years[0], last=years[-1]))
    estimated = int((parks["basis"] == ESTIMATE).sum())
    if estimated:
        notes.append(say("landuse.note.estimates", count=estimated, share=plain(100 * share_in_parks())))
    if not office:
        notes.append(say("landuse.note.import"))
    return tuple(notes)


def _conflicts(pair_id: str, parks: pd.DataFrame) -> tuple[Bilingual, ...]:
    """Return the sentence that names the figures of other sources for what is shown, nothing without any."""
    found = []
    for park, year, value, sources in conflicting_rows(pair_id):
        if park in parks.index:
            name = Bilingual(en=str(parks.loc[park, "name_en"]), zh=str(parks.loc[park, "name_zh"]))
            cited = citations(sources)
            words = say(
                "landuse.note.other_figure", name=name, year=year, value=plain(value, 6), source=cited
            )
            found.append(words)
    return (say("landuse.note.conflicts", figures=clauses(found)),) if found else ()
