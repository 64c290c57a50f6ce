"""The goals on the screen: counts by standing, the table by group, one goal in detail, conflicts of the sources."""

import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.targets.standing import STANDINGS
from layout.ui.charts import download_table, show_chart
from layout.ui.widgets import choice, heading, notice, table_html
from layout.viz.escape import safe_html
from layout.viz.path_charts import pace_chart
from layout.workflow.landuse.office_store import office_figures
from layout.workflow.landuse.target_board import conflict_sides, conflict_text, part_year_text, target_lines

if TYPE_CHECKING:
    from layout.workflow.landuse.target_board import Board

Row = Mapping[Hashable, Any]
ALL = "all"
_COLUMNS = ("goal", "scope", "unit", "baseline", "latest", "target", "linear", "compound", "standing")
_NUMERIC = (3, 4, 5, 6, 7)
_SIDES = ("goal", "finding", "side", "value", "source")
_DASH = "—"
_WARM = {"behind", "missed", "no_target", "not_comparable"}


def counts_html(board: "Board", language: Language) -> str:
    """Return how many goals stand how, as one line of badges."""
    counts = board.table["standing"].value_counts()
    badges = "".join(
        f'<span class="cq-badge{" cq-badge-warn" if name in _WARM else ""}">'
        f"{safe_html(translate(f'targets.standing.{name}', language))} {int(counts[name])}</span>"
        for name in STANDINGS
        if name in counts
    )
    total = translate("targets.as_of", language, year=board.as_of, count=len(board.table))
    return f'<div class="cq-sub">{safe_html(total)}</div><div>{badges}</div>'


def group_options(board: "Board", language: Language) -> dict[str, str]:
    """Return the groups of goals in the order of the table, after "all"."""
    names = dict(zip(board.table["group"], board.table[f"group_name_{language}"], strict=True))
    return {ALL: translate("targets.ui.all_groups", language)} | {
        str(key): str(name) for key, name in names.items()
    }


def board_html(board: "Board", group: str, *, language: Language) -> str:
    """Return the goals of a group, or of all, as a table; what is unknown says "no data"."""
    chosen = board.table if group == ALL else board.table[board.table["group"] == group]
    heads = [translate(f"targets.column.{name}", language) for name in _COLUMNS]
    rows = [_row(row, language) for row in chosen.to_dict("records")]
    return table_html(heads, rows, numeric=_NUMERIC)


def _row(row: Row, language: Language) -> tuple[str, ...]:
    """Return one goal as cells."""
    return (
        str(row[f"name_{language}"]),
        str(row[f"scope_name_{language}"]),
        str(row[f"unit_name_{language}"]),
        _figure(row["baseline_value"], row["baseline_year"], language),
        _figure(row["latest_value"], row["latest_year"], language),
        _figure(row["target_value"], row["target_year"], language),
        _pace(row["linear_pace"]),
        _pace(100 * row["compound_pace"], "%"),
        str(row[f"standing_name_{language}"]),
    )


def _figure(value: float, year: object, language: Language, *, unit: str = "") -> str:
    """Return a figure with its unit and year, or "no data"."""
    if math.isnan(value):
        return translate("domain.no_data", language)
    figure = f"{plain(value, 6)} {unit}".rstrip()
    return f"{figure} ({year})" if isinstance(year, int) else figure


def _pace(value: float, unit: str = "") -> str:
    """Return a pace with its sign and unit, a dash where none is defined."""
    if math.isnan(value):
        return _DASH
    return f"{'+' if value > 0 else ''}{plain(value, 3)} {unit}".rstrip()


def goal_detail(board: "Board", language: Language) -> None:
    """Show one goal: its facts, and its figures with the way that is left."""
    names = dict(zip(board.table["target_id"], board.table[f"name_{language}"], strict=True))
    chosen = choice("goal", names, label=translate("targets.ui.choose", language), default="revenue_2027")
    row = board.table.loc[chosen].to_dict()
    st.html(facts_html(row, language))
    lines = target_lines(chosen, office=office_figures())
    if lines["year"].nunique() < 2:  # noqa: PLR2004 - one year draws no way
        notice(translate("targets.ui.no_line", language), "empty")
        return
    show_chart(
        pace_chart(lines, str(row[f"unit_name_{language}"]), language=language),
        f"goal_{chosen}",
        table=lines,
        language=language,
        title=str(row[f"name_{language}"]),
    )


def facts_html(row: Row, language: Language) -> str:
    """Return what is known of one goal as HTML."""
    part = part_year_text(row["part_year"])
    unit = str(row[f"unit_name_{language}"])
    pairs = (
        ("standing", str(row[f"standing_name_{language}"])),
        ("baseline", _figure(row["baseline_value"], row["baseline_year"], language, unit=unit)),
        ("latest", _figure(row["latest_value"], row["latest_year"], language, unit=unit)),
        ("part_year", part.pick(language) if part else ""),
        ("target", _figure(row["target_value"], row["target_year"], language, unit=unit)),
        ("linear", _pace(row["linear_pace"], unit)),
        ("compound", _pace(100 * row["compound_pace"], "%")),
        ("lead", _pace(row["lead"], unit)),
        ("note", str(row[f"note_{language}"])),
        ("source", str(row[f"source_{language}"])),
    )
    body = "".join(
        f'<div class="cq-fact"><div class="cq-fact-label">{safe_html(translate(f"targets.fact.{name}", language))}</div>'
        f'<div class="cq-fact-value">{safe_html(text)}</div></div>'
        for name, text in pairs
        if text
    )
    return f'<div class="cq-facts">{body}</div>'


def conflicts_html(board: "Board", language: Language) -> str:
    """Return what contradicts and what confirms as a table, one figure a row; goal and finding stand once."""
    heads = [translate(f"targets.column.{name}", language) for name in _SIDES]
    rows = [
        (
            side.goal.pick(language) if place == 0 else "",
            side.finding.pick(language) if place == 0 else "",
            side.subject.pick(language),
            side.value,
            side.source.pick(language),
        )
        for conflict in board.conflicts
        for place, side in enumerate(conflict_sides(conflict))
    ]
    return table_html(heads, rows, numeric=(3,))


def show_conflicts(board: "Board", language: Language) -> None:
    """Show what the sources of the goals contradict and confirm."""
    heading(translate("targets.ui.conflicts", language), translate("targets.ui.conflicts_note", language))
    st.html(conflicts_html(board, language))
    texts = [conflict_text(conflict) for conflict in board.conflicts]
    table = pd.DataFrame(
        {
            "target_id": [conflict.target_id for conflict in board.conflicts],
            "kind": [conflict.kind for conflict in board.conflicts],
            "text_zh": [text.zh for text in texts],
            "text_en": [text.en for text in texts],
        }
    )
    download_table(table, "target_conflicts", language=language)
