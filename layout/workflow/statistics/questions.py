"""What is asked about a table of figures, in words and with the answers that a file of answers takes."""

from collections.abc import Iterable, Sequence
from typing import Final

from geodata.text import Bilingual
from layout.entities.matching import Key, Match
from layout.entities.register import Register
from layout.entities.wording import both, listing, paragraph, say
from layout.fields import UNITS as UNIT_WORDS
from layout.fields import word
from layout.i18n import catalogue
from layout.workflow.statistics.column_plans import ColumnPlan
from layout.workflow.statistics.headings import indicator_unit
from layout.workflow.statistics.join import Question
from layout.workflow.statistics.table import FigureRow

MOST_NAMED: Final = 12
_FURTHER_UNITS: Final = {
    "1e6 CNY": "join.unit.million_cny",
    "1e4 CNY": "join.unit.wan_cny",
    "1e3 CNY": "join.unit.thousand_cny",
    "CNY": "join.unit.cny",
    "mu": "join.unit.mu",
    "1e4 mu": "join.unit.wan_mu",
    "m2": "join.unit.m2",
    "1e4 m2": "join.unit.wan_m2",
    "1e4 persons": "join.unit.wan_persons",
    "permille": "join.unit.permille",
    "1e4 CNY/ha": "join.unit.wan_per_ha",
    "CNY/m2": "join.unit.cny_per_m2",
    "1e4": "join.unit.wan_pieces",
    "1": "join.unit.pieces",
}


def column_question(plan: ColumnPlan) -> Question:
    """Return what is asked about a column.

    Parameters
    ----------
    plan
        A column that is open.
    """
    asked = listing(catalogue()[f"join.open.{name}"] for name in plan.open)
    known = say("join.ask.proposal", indicator=plan.indicator) if plan.indicator else both("")
    if plan.unit and plan.indicator and "unit" in plan.open and not plan.unit_proposed:
        wanted = indicator_unit(plan.indicator).unit_id
        known = say("join.ask.unit_misfit", unit=plan.unit, indicator=plan.indicator, wanted=wanted)
    if plan.said is not None and "unit" in plan.open:
        unfit = [say("join.ask.unit_unfit")] if plan.said.unit and not plan.unit else []
        offered = [say("join.ask.unit_proposal", unit=unit_words(plan.unit))] if plan.unit_proposed else unfit
        known = paragraph([*([known] if known.en else []), plan.said.question(), *offered])
    text = say("join.ask.column", column=plan.heading, asked=asked, known=known)
    head = f'[columns."{plan.heading}"]'
    values = {"indicator": f'"{plan.indicator}"', "unit": f'"{plan.unit or "…"}"', "year": "2024"}
    lines = (f"{name} = {values[name]}" for name in plan.open)
    return Question("column", plan.heading, text, (head, *lines, "use = false"))


def match_question(row: FigureRow, match: Match, *, register: Register) -> Question:
    """Return what is asked about a row.

    Parameters
    ----------
    row, match
        The row and what it may be about.
    register
        All entities.
    """
    options = listing(entity_words(key, register) for key in match.alternatives)
    text = say(
        "join.ask.match",
        row=row.number,
        name=row.name or row.code,
        reason=match.reason or both(""),
        options=options,
    )
    subject = row.name or row.code
    answers = (f'"{subject}" = "{kind}:{entity_id}"' for kind, entity_id in match.alternatives)
    return Question("match", subject, text, (*answers, f'"{subject}" = "skip"'))


def entity_words(key: Key, register: Register) -> Bilingual:
    """Return an entity by its key as name and id."""
    one = register.entities[key]
    return Bilingual(
        en=f"{one.name_en or one.name_zh} ({one.entity_id})", zh=f"{one.name_zh}（{one.entity_id}）"
    )


def unit_words(unit_id: str) -> Bilingual:
    """Return a unit of `geodata.units.UNITS` in words."""
    return word({**UNIT_WORDS, **_FURTHER_UNITS}, unit_id)


def rows_text(texts: Sequence[str]) -> str:
    """Return the first of some texts, and how many there are beside."""
    shown = "; ".join(texts[:MOST_NAMED])
    return f"{shown}; +{len(texts) - MOST_NAMED}" if len(texts) > MOST_NAMED else shown


def told(key: str, rows: Iterable[FigureRow]) -> Bilingual:
    """Return a message about some rows, with their numbers and names.

    Parameters
    ----------
    key
        A message that takes `count` and `rows`.
    rows
        The rows.
    """
    named = [f"{row.number} {row.name or row.code}".strip() for row in rows]
    return say(key, count=len(named), rows=rows_text(named))
