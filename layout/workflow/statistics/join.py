"""A table of figures by park or district joined to what this product knows: matches, columns, open questions, figures.

Nothing is guessed in silence: what a code, a name or a heading does not say itself is a question, and figures come out of
`figures` only for what is settled. `questions` must be empty before they may be kept.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from geodata.text import Bilingual
from layout.entities.matching import Key, Match, choose, match_row
from layout.entities.register import CITY_ID, Register, register_of
from layout.entities.wording import say
from layout.errors import OfficeTableError
from layout.workflow.desk.tables import desk_cached, desk_table
from layout.workflow.statistics.answers import SKIP, Answers
from layout.workflow.statistics.column_plans import ColumnPlan
from layout.workflow.statistics.table import FigureRow, FigureTable

LEFT_OUT: Final[Key] = ("", "")
ROW_MARK: Final = "#"
DISTRICTS: Final = 38
_BY_KIND: Final = ("district", "park")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person must say before the figures can be kept.

    Parameters
    ----------
    code
        "column", "match", "unmatched", "duplicate", "cells", "source" or "vintage".
    subject
        The heading or the row that it is about; "" for the whole table.
    text
        What is asked.
    choices
        Possible answers, as they stand in a file of answers.
    """

    code: str
    subject: str
    text: Bilingual
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """A table of figures with everything that is known and asked about it.

    Parameters
    ----------
    table, register
        The table, and what its rows may be about.
    matches
        One a row.
    columns
        One a heading.
    answers
        What a person has decided.
    questions
        What is open.
    notes
        What to know: totals that disagree, figures left out, rows set aside.
    figures
        The settled figures as `geodata.embedded.table("statistics")` has them, and `file_row`, `as_written`.
    """

    table: FigureTable
    register: Register
    matches: tuple[Match, ...]
    columns: tuple[ColumnPlan, ...]
    answers: Answers
    questions: tuple[Question, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    figures: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def ready(self) -> bool:
        """Return whether the figures may be kept."""
        return not self.questions and not self.figures.empty

    def rows_with_figures(self) -> frozenset[int]:
        """Return the positions of the rows with a figure in a column that is taken."""
        used = {plan.heading for plan in self.columns if plan.use}
        return frozenset(cell.row for cell in self.table.cells if cell.heading in used)


@desk_cached(maxsize=4)
def desk_register(vintage: str) -> Register:
    """Return what rows may be about, out of the tables on the desk; shared, never changed.

    Parameters
    ----------
    vintage
        "37" for the units since November 2025; anything else means the 38 before.
    """
    names = ("districts", "parks", "layout_zones", "former_names")
    rows = {name: desk_table(name).to_dict("records") for name in names}
    return register_of(
        rows["districts"],
        rows["parks"],
        zones=rows["layout_zones"],
        former=rows["former_names"],
        vintage=vintage,
    )


def table_vintage(rows: Iterable[FigureRow], answers: Answers) -> str:
    """Return the units that a table is counted on: as answered, else as all of its rows say, else ""."""
    said = {row.vintage for row in rows if row.vintage}
    return answers.vintage or (next(iter(said)) if len(said) == 1 and said <= {"37", "38"} else "")


def match_rows(rows: tuple[FigureRow, ...], register: Register, *, answers: Answers) -> tuple[Match, ...]:
    """Return what each row is about, with the person's decisions.

    The first look finds whether the table is about districts or parks; the second reads every name in that light, and a row
    about the other kind becomes a question.

    Raises
    ------
    OfficeTableError
        An answer names an entity that there is not.
    """
    pairs = {(row.name, row.code) for row in rows}
    first = {pair: match_row(*pair, register=register) for pair in pairs}
    sure = (first[row.name, row.code] for row in rows)
    counted = Counter(match.kind for match in sure if match.status == "sure" and match.kind in _BY_KIND)
    kinds = tuple(kind for kind, _ in counted.most_common(1)) if len(counted) == 1 or _clear(counted) else ()
    looked_up = {pair: match_row(*pair, register=register, kinds=kinds) for pair in pairs}
    found = []
    for row in rows:
        match = looked_up[row.name, row.code]
        stray = match.status == "sure" and kinds and match.kind in _BY_KIND and match.kind not in kinds
        if stray and match.how != "code":
            reason = say("join.reason.other_entity", name=row.name)
            match = replace(
                match, status="ask", alternatives=(match.key,), kind="", entity_id="", reason=reason
            )
        answer = answers.matches.get(f"{ROW_MARK}{row.number}") or answers.matches.get(row.name or row.code)
        found.append(match if answer is None else choose(match, _key_of(answer, register), register=register))
    return _with_city(found, kinds)


def _clear(counted: Counter[str]) -> bool:
    """Return whether one kind holds at least four fifths of the rows."""
    return bool(counted) and 5 * max(counted.values()) >= 4 * sum(counted.values())


def _with_city(matches: list[Match], kinds: tuple[str, ...]) -> tuple[Match, ...]:
    """Return the matches; a bare total of all districts is the city, any other is set aside."""
    districts = {match.entity_id for match in matches if match.kind == "district" and match.status == "sure"}
    whole = "district" in kinds and len(districts) >= DISTRICTS - 1
    found = []
    for match in matches:
        if match.status == "total" and not match.entity_id and whole:
            found.append(replace(match, kind="city", entity_id=CITY_ID))
        elif match.status == "total" and "park" in kinds:
            found.append(replace(match, kind="", entity_id=""))  # all parks of a table are not the city
        else:
            found.append(match)
    return tuple(found)


def _key_of(answer: str, register: Register) -> Key:
    """Return the entity that an answer names, `LEFT_OUT` for a row left out.

    Raises
    ------
    OfficeTableError
        There is none.
    """
    if answer == SKIP:
        return LEFT_OUT
    kind, mark, entity_id = answer.partition(":")
    key = (kind, entity_id) if mark else LEFT_OUT
    coded = register.of_code(answer)
    if key in register.entities:
        return key
    if coded is not None:
        return coded.kind, coded.entity_id
    raise OfficeTableError(
        en=f"Answer {answer!r}: no such district, park or zone; give a code, district:<adcode>, park:<id>, zone:<id> or skip",
        zh=f"答案 {answer!r}：没有这样的区县、园区或板块；请填写代码、district:<代码>、park:<标识>、zone:<标识> 或 skip",
    )
