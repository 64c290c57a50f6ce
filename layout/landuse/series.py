"""An indicator year by year, with the places where two neighbouring figures do not continue each other.

A break is marked where figures before and after were counted on other ground (a park's perimeter), in another scope
(all industry, above-scale industry), before a revision, or on other administrative units (November 2025).
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from geodata.text import Bilingual
from layout.i18n import catalogue
from layout.landuse.figures import annual_figures, part_year_periods
from layout.landuse.vintage import counted_on, unit_changed

SERIES_COLUMNS: Final = (
    "year",
    "value",
    "qualifier",
    "segment",
    "break_before",
    "break_en",
    "break_zh",
    "source_ids",
    "confidence",
    "note",
    "conflicts",
)

REVISION: Final = "before the revision"
SCOPES: Final[Mapping[str, str]] = {
    "all industry": "all_industry",
    "above-scale": "above_scale",
    "scope not stated": "not_stated",
}
"""Words of a note -> what was counted."""


def series(statistics: pd.DataFrame, entity_kind: str, *, entity_id: str, indicator_id: str) -> pd.DataFrame:
    """Return the full-year figures of an indicator with their breaks.

    Parameters
    ----------
    statistics
        Long table of statistics.
    entity_kind, entity_id, indicator_id
        What to look at.

    Returns
    -------
    pandas.DataFrame
        Columns `SERIES_COLUMNS`, by year. `segment` counts up at each break: figures of different segments must not be
        joined by a line, nor a growth be taken between them. `break_before` names the kinds: extent, scope, revision,
        vintage.
    """
    figures = annual_figures(statistics, indicator_id)
    own = figures[(figures["entity_kind"] == entity_kind) & (figures["entity_id"] == entity_id)]
    rows: list[dict[str, object]] = []
    segment = 0
    records = own.sort_values("year").to_dict("records")
    for place, row in enumerate(records):
        kinds: tuple[str, ...] = ()
        if place:
            before = records[place - 1]
            kinds = breaks_between(
                (int(before["year"]), str(before["note"])),
                (int(row["year"]), str(row["note"])),
                extents=(str(before["extent"]), str(row["extent"])),
                changed=entity_kind == "district" and unit_changed(entity_id),
            )
        segment += bool(kinds)
        words = break_words(kinds)
        rows.append(
            {name: row.get(name) for name in SERIES_COLUMNS}
            | {"segment": segment, "break_before": kinds, "break_en": words.en, "break_zh": words.zh}
        )
    return pd.DataFrame(rows, columns=list(SERIES_COLUMNS))


def breaks_between(
    before: tuple[int, str], after: tuple[int, str], *, extents: tuple[str, str], changed: bool
) -> tuple[str, ...]:
    """Return the kinds of break between two figures.

    Parameters
    ----------
    before, after
        Year and note of each.
    extents
        The ground that each is stated for.
    changed
        Whether the unit was redrawn in November 2025.
    """
    kinds = []
    if extents[0] != extents[1]:
        kinds.append("extent")
    if scope_of(before[1]) != scope_of(after[1]):
        kinds.append("scope")
    if (REVISION in before[1]) != (REVISION in after[1]):
        kinds.append("revision")
    if changed and counted_on(before[0]) != counted_on(after[0]):
        kinds.append("vintage")
    return tuple(kinds)


def scope_of(note: str) -> str:
    """Return what a note says was counted, "" where it does not say.

    Examples
    --------
    >>> scope_of("all industry, close to 700 billion CNY")
    'all_industry'
    """
    return next((scope for words, scope in SCOPES.items() if words in note), "")


def break_words(kinds: tuple[str, ...]) -> Bilingual:
    """Return the kinds of break as a text, "" of none."""
    words = [catalogue()[f"landuse.break.{kind}"] for kind in kinds]
    return Bilingual(en="; ".join(word.en for word in words), zh="；".join(word.zh for word in words))


def part_years(
    statistics: pd.DataFrame, entity: tuple[str, str], *, indicator_id: str
) -> list[tuple[int, str]]:
    """Return (year, period) of the figures of part of a year, which no series shows as years."""
    rows = statistics[statistics["indicator_id"] == indicator_id].to_dict("records")
    return sorted(part_year_periods(rows).get(entity, []))
