"""The goals with names, citations and the office's own figures: what the page and the command show."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from layout.entities.wording import both, plain, say
from layout.fields import period_name
from layout.targets.conflicts import Conflict, target_conflicts
from layout.targets.dashboard import dashboard, figures_of
from layout.targets.pace import pace_line
from layout.targets.words import group_name, note_of, standing_name, unit_name
from layout.workflow.desk.tables import desk_table
from layout.workflow.landuse.efficiency import level_names
from layout.workflow.maps.values import citations


@dataclass(frozen=True, slots=True)
class Board:
    """All goals.

    Parameters
    ----------
    table
        Index target_id; columns of `layout.targets.dashboard` and, in both languages, `group_name_*`, `unit_name_*`,
        `scope_name_*`, `standing_name_*`, `note_*`, `source_*`.
    conflicts
        What contradicts, and what confirms.
    as_of
        Year of the judgement.
    """

    table: pd.DataFrame
    conflicts: tuple[Conflict, ...]
    as_of: int


def this_year() -> int:
    """Return the year of today, the default of every judgement."""
    return dt.datetime.now(tz=dt.UTC).year


def statistics_with(office: pd.DataFrame | None) -> pd.DataFrame:
    """Return the statistics on the desk and, below them, those of a table that the office has loaded."""
    embedded = desk_table("statistics")
    return embedded if office is None else pd.concat([embedded, office], ignore_index=True)


def target_board(*, office: pd.DataFrame | None = None, as_of: int | None = None) -> Board:
    """Return all goals with how each stands.

    Parameters
    ----------
    office
        The office's figures (`layout.workflow.landuse.office_tables.office_statistics`).
    as_of
        Year of the judgement; that of today when None.
    """
    year = this_year() if as_of is None else as_of
    targets, statistics = table("targets"), statistics_with(office)
    zones = frozenset(table("layout_zones")["zone_id"])
    board = dashboard(targets, statistics, zones=zones, as_of=year).set_index("target_id", drop=False)
    scopes = scope_names()
    for column, texts in {
        "group_name": [group_name(group) for group in board["group"]],
        "unit_name": [unit_name(unit) for unit in board["unit"]],
        "scope_name": [scopes.get(scope, both(scope)) for scope in board["scope"]],
        "standing_name": [standing_name(standing) for standing in board["standing"]],
        "note": [
            note_of(target, note) for target, note in zip(board["target_id"], board["note"], strict=True)
        ],
        "source": [citations(ids) for ids in board["source_ids"]],
    }.items():
        board[f"{column}_en"] = [text.en for text in texts]
        board[f"{column}_zh"] = [text.zh for text in texts]
    conflicts = target_conflicts(targets, statistics, zones=zones)
    return Board(board, conflicts, year)


def target_lines(target_id: str, *, office: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return what a chart of one goal draws: figures, and the lines from baseline and from the latest figure to the goal.

    Returns
    -------
    pandas.DataFrame
        Columns year, value, series: "figure", "part_year", "goal", "linear", "compound".
    """
    target = table("targets").set_index("target_id", drop=False).loc[target_id].to_dict()
    zones = frozenset(table("layout_zones")["zone_id"])
    statistics = statistics_with(office)
    figures = figures_of(target, statistics, zones=zones)
    rows = [
        (int(row["year"]), float(row["value"]), "figure" if row["period"] == "FY" else "part_year")
        for row in figures.to_dict("records")
    ]
    own = dashboard(pd.DataFrame([target]), statistics, zones=zones, as_of=0).iloc[0]
    if pd.notna(own["target_value"]) and pd.notna(own["target_year"]):
        rows.append((int(own["target_year"]), float(own["target_value"]), "goal"))
    if pd.notna(own["years_left"]):
        goal = (int(own["target_year"]), float(own["target_value"]))
        start = goal[0] - int(own["years_left"])
        value = goal[1] - float(own["linear_pace"]) * int(own["years_left"])
        if not any(kind == "figure" and year == start for year, _, kind in rows):
            rows.append((start, value, "figure"))
        line = pace_line((start, value), goal)
        for kind in ("linear", "compound"):
            rows += [
                (int(year), float(point), kind)
                for year, point in zip(line["year"], line[kind], strict=True)
                if pd.notna(point)
            ]
    return pd.DataFrame(rows, columns=["year", "value", "series"])


def scope_names() -> dict[str, Bilingual]:
    """Return the names of everything that a goal may be about."""
    parks = {
        str(row["park_id"]): Bilingual(en=str(row["name_en"]), zh=str(row["name_zh"]))
        for row in desk_table("parks").to_dict("records")
    }
    return parks | level_names("zone") | level_names("district") | level_names("city")


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One figure of a conflict in words.

    Parameters
    ----------
    goal, finding
        The goal, and how its figures stand to each other.
    subject, value, source
        What the figure is, the figure, and who says it.
    """

    goal: Bilingual
    finding: Bilingual
    subject: Bilingual
    value: str
    source: Bilingual


def conflict_sides(conflict: Conflict) -> tuple[ConflictSide, ...]:
    """Return the figures that stand against each other, one by one, with their sources."""
    names = table("targets").set_index("target_id")
    goal = _goal_name(conflict.target_id, names)
    finding = say(f"targets.conflict.{conflict.kind}")
    return tuple(
        ConflictSide(
            goal,
            finding,
            _goal_name(side.subject, names)
            if side.subject in names.index
            else say(f"targets.side.{side.subject}"),
            plain(side.value, 4),
            citations(side.source_ids),
        )
        for side in conflict.sides
    )


def conflict_text(conflict: Conflict) -> Bilingual:
    """Return what contradicts what in one sentence, with the sources."""
    sides = conflict_sides(conflict)
    first = sides[0]
    en = "; ".join(f"{side.subject.en} {side.value} [{side.source.en}]" for side in sides)
    zh = "；".join(f"{side.subject.zh} {side.value}［{side.source.zh}］" for side in sides)
    return Bilingual(
        en=f"{first.goal.en}: {first.finding.en}: {en}", zh=f"{first.goal.zh}：{first.finding.zh}：{zh}"
    )


def _goal_name(target_id: str, names: pd.DataFrame) -> Bilingual:
    """Return the name of a goal."""
    return Bilingual(en=str(names.loc[target_id, "name_en"]), zh=str(names.loc[target_id, "name_zh"]))


def part_year_text(part_year: tuple[int, str, float] | None) -> Bilingual | None:
    """Return the later figure of part of a year in words, None where there is none."""
    if part_year is None:
        return None
    year, period, value = part_year
    return say("targets.part_year", year=year, period=period_name(period), value=plain(value, 6))
