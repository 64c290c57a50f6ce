"""From a table of figures to figures that can be kept: questions, figures in the units of the vocabulary, sums compared.

    join_table(figure_table, Answers(source="重庆统计年鉴2024", vintage="38"))

gives the figures that are settled and asks for the rest.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from geodata.units import UNITS, convert_unit
from layout.entities.matching import Match
from layout.entities.wording import both, listing, say
from layout.landuse.vintage import counted_on, unit_changed
from layout.workflow.statistics.answers import Answers
from layout.workflow.statistics.column_plans import ColumnPlan, plan_columns
from layout.workflow.statistics.headings import FULL_YEAR, indicator_unit
from layout.workflow.statistics.join import Join, Question, desk_register, match_rows, table_vintage
from layout.workflow.statistics.questions import column_question, match_question, rows_text, told, unit_words
from layout.workflow.statistics.sums import compare_sums
from layout.workflow.statistics.table import FigureCell, FigureRow, FigureTable

KEY: Final = ("entity_kind", "entity_id", "indicator_id", "year", "period")
COLUMNS: Final = (
    *KEY[:4],
    "value",
    "unit",
    "source_ids",
    "confidence",
    "note",
    "period",
    "value_qualifier",
    "vintage",
    "file_row",
    "as_written",
)
OFFICE: Final = "office"
_COUNTED_KINDS: Final = frozenset({"district", "city", "zone"})
_LONGEST_NOTE: Final = 160

Figure = dict[str, object]


@dataclass(slots=True)
class _Account:
    """What is gathered while the cells are gone through."""

    figures: list[Figure] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    restated: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[Bilingual] = field(default_factory=list)


def join_table(figures: FigureTable, answers: Answers | None = None) -> Join:
    """Return a table with what its rows and columns are, what is open, and the figures that are settled.

    Parameters
    ----------
    figures
        From `layout.workflow.statistics.table.figure_table`.
    answers
        What a person has decided so far.

    Raises
    ------
    OfficeTableError
        An answer names an entity, indicator, unit or period that there is not.
    """
    given = answers or Answers()
    register = desk_register(table_vintage(figures.rows, given))
    matches = match_rows(figures.rows, register, answers=given)
    plans = plan_columns(figures.headings, given, row_years=_row_years(figures), units=figures.units)
    join = Join(figures, register, matches, plans, given)
    account = _Account()
    _ask_columns(join, account)
    _ask_matches(join, account)
    settled = {plan.heading: plan for plan in plans if plan.settled}
    for cell in figures.cells:
        if cell.heading in settled:
            _take(cell, settled[cell.heading], join, account)
    kept = _without_doubles(account)
    _ask_rest(join, account)
    account.notes += compare_sums(join, settled)
    frame = pd.DataFrame(kept, columns=list(COLUMNS))
    frame["year"] = frame["year"].astype("Int64")
    frame["value"] = frame["value"].astype("float64")
    return replace(join, questions=tuple(account.questions), notes=tuple(account.notes), figures=frame)


def against_embedded(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that differ from an embedded one of the same key: its columns, `embedded` and `embedded_sources`.

    Parameters
    ----------
    figures
        `Join.figures`.
    """
    known = table("statistics")[[*KEY, "value", "source_ids"]]
    known = known.rename(columns={"value": "embedded", "source_ids": "embedded_sources"})
    both_sides = figures.merge(known, on=list(KEY), how="inner")
    return both_sides[both_sides["embedded"] != both_sides["value"]].reset_index(drop=True)


def _row_years(figures: FigureTable) -> dict[str, frozenset[int]]:
    """Return the years that the rows below each heading say, where all of them say one."""
    found: dict[str, set[int | None]] = defaultdict(set)
    for cell in figures.cells:
        found[cell.heading].add(figures.rows[cell.row].year)
    return {
        heading: frozenset(year for year in years if year is not None)
        for heading, years in found.items()
        if None not in years
    }


def _ask_columns(join: Join, account: _Account) -> None:
    """Ask about the columns that are not settled, and tell those that are left out."""
    account.questions += [column_question(plan) for plan in join.columns if plan.use and plan.open]
    unused = [both(plan.heading) for plan in join.columns if not plan.use]
    if unused:
        account.notes.append(say("join.note.columns_left", columns=listing(unused)))
    account.notes += [
        say("join.note.unit_said", column=plan.heading, unit=unit_words(plan.unit), said=plan.said.words())
        for plan in join.columns
        if plan.settled and plan.said is not None
    ]
    if join.table.unused:
        account.notes.append(say("join.note.columns_without", columns=listing(map(both, join.table.unused))))


def _ask_matches(join: Join, account: _Account) -> None:
    """Ask about the rows with figures whose entity is not sure; tell former names and rows left out."""
    filled = join.rows_with_figures()
    rows = [(join.table.rows[n], match) for n, match in enumerate(join.matches) if n in filled]
    for row, match in rows:
        if match.status == "ask":
            account.questions.append(match_question(row, match, register=join.register))
    unknown = [row for row, match in rows if match.status == "none"]
    if unknown and not join.answers.leave_unmatched:
        account.questions.append(
            Question("unmatched", "", told("join.ask.unmatched", unknown), ("leave_unmatched = true",))
        )
    elif unknown:
        account.notes.append(told("join.note.unmatched", unknown))
    account.notes += [
        match.reason
        for _, match in rows
        if match.how == "old_name" and match.status == "sure" and match.reason
    ]
    left = [row for row, match in rows if match.status == "skip"]
    if left:
        account.notes.append(told("join.note.skipped", left))
    aside = [row for row, match in rows if match.status == "total" and not match.entity_id]
    if aside:
        account.notes.append(told("join.note.totals_aside", aside))


def _take(cell: FigureCell, plan: ColumnPlan, join: Join, account: _Account) -> None:
    """Take the figure of one cell where its row is settled, else note what stands in the way."""
    row, match = join.table.rows[cell.row], join.matches[cell.row]
    if match.status not in {"sure", "total"}:
        return
    if cell.value is None:
        account.unreadable.append(f"{_place(row)} {cell.heading}: {cell.text}")
        return
    if not match.entity_id:
        return
    source = row.source or join.answers.source
    vintage = (row.vintage or join.answers.vintage) if match.kind in _COUNTED_KINDS else ""
    year = plan.year or row.year or 0
    if (
        match.kind == "district"
        and vintage
        and unit_changed(match.entity_id)
        and counted_on(year) not in {None, vintage}
    ):
        account.restated.append(f"{_place(row)} {row.name} {year}")
        return
    account.figures.append(_figure(cell, plan, (row, match), year=year, source=source, vintage=vintage))


def _figure(
    cell: FigureCell,
    plan: ColumnPlan,
    about: tuple[FigureRow, Match],
    *,
    year: int,
    source: str,
    vintage: str,
) -> Figure:
    """Return one figure in the unit of its indicator."""
    row, match = about
    target = indicator_unit(plan.indicator)
    return {
        "entity_kind": match.kind,
        "entity_id": match.entity_id,
        "indicator_id": plan.indicator,
        "year": year,
        "value": convert_unit(cell.value or 0.0, UNITS[plan.unit], target=target),
        "unit": target.unit_id,
        "source_ids": (source.replace(";", "，").strip(),),
        "confidence": OFFICE,
        "note": _note(plan.heading, vintage),
        "period": row.period if row.period and plan.period == FULL_YEAR else plan.period,
        "value_qualifier": "exact",
        "vintage": vintage,
        "file_row": row.number,
        "as_written": f"{cell.text} {plan.unit}",
    }


def _note(heading: str, vintage: str) -> str:
    """Return what is kept beside a figure: the heading as printed, which is its definition, and the units it was counted on."""
    shown = " ".join(heading.split())[:_LONGEST_NOTE]
    return f"{shown}; counted on {vintage} units" if vintage else shown


def _without_doubles(account: _Account) -> list[Figure]:
    """Return the figures of which there is one a key; equal ones once, differing ones none, with a question."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in account.figures:
        groups[tuple(figure[name] for name in KEY)].append(figure)
    kept = []
    repeated = []
    for group in groups.values():
        values = {figure["value"] for figure in group}
        where = ", ".join(str(figure["file_row"]) for figure in group)
        if len(values) == 1:
            kept.append(group[0])
            if len(group) > 1:
                repeated.append(where)
            continue
        written = "; ".join(f"{figure['file_row']}: {figure['as_written']}" for figure in group)
        first = group[0]
        text = say(
            "join.ask.duplicate",
            entity=first["entity_id"],
            indicator=first["indicator_id"],
            year=first["year"],
            rows=written,
        )
        choices = tuple(f'"#{figure["file_row"]}" = "skip"' for figure in group)
        account.questions.append(Question("duplicate", str(first["entity_id"]), text, choices))
    if repeated:
        account.notes.append(say("join.note.repeated", rows=" | ".join(repeated)))
    return kept


def _ask_rest(join: Join, account: _Account) -> None:
    """Ask for source and vintage where they lack, and about cells that are no numbers; tell figures that may not be kept."""
    rows = [(join.table.rows[n], join.matches[n]) for n in join.rows_with_figures()]
    about = [(row, match) for row, match in rows if match.status in {"sure", "ask"} or match.entity_id]
    no_source = sum(not (row.source or join.answers.source) for row, _ in about)
    if no_source:
        text = say("join.ask.source", count=no_source)
        account.questions.append(Question("source", "", text, ('source = "…"',)))
    kinds = [(row, {match.kind, *(kind for kind, _ in match.alternatives)}) for row, match in about]
    counted = [row for row, found in kinds if found & _COUNTED_KINDS]
    no_vintage = sum((row.vintage or join.answers.vintage) not in {"37", "38"} for row in counted)
    if no_vintage:
        text = say("join.ask.vintage", count=no_vintage)
        account.questions.append(Question("vintage", "", text, ('vintage = "38"', 'vintage = "37"')))
    if account.unreadable:
        shown = rows_text(account.unreadable)
        if join.answers.leave_unreadable:
            account.notes.append(say("join.note.unreadable", count=len(account.unreadable), cells=shown))
        else:
            text = say("join.ask.cells", count=len(account.unreadable), cells=shown)
            account.questions.append(Question("cells", "", text, ("leave_unreadable = true",)))
    if account.restated:
        account.notes.append(
            say("join.note.restated", count=len(account.restated), rows=rows_text(account.restated))
        )


def _place(row: FigureRow) -> str:
    """Return where a row stands."""
    return f"{row.sheet}!{row.number}" if row.sheet else str(row.number)
