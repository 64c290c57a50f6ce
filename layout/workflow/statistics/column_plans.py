"""What the figures under each heading of a table are, out of the heading, the lines around the table and a person's answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodata.units import UNITS, unit_named
from layout.errors import OfficeTableError
from layout.workflow.statistics.answers import Answers, ColumnAnswer
from layout.workflow.statistics.headings import PERIODS, indicator_unit, known_indicators, read_heading
from layout.workflow.statistics.unit_said import UnitSaid


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What the figures under a heading are.

    Parameters
    ----------
    heading
        As it stands in the file.
    use
        Whether the figures are taken.
    indicator, unit, year, period
        Ids of the vocabulary and of `geodata.units.UNITS`; "" or None where open. A year of None is settled where rows have years.
    proposed
        Whether the indicator is a proposal that a person must confirm.
    open
        What a person must say: any of "indicator", "unit", "year".
    said
        What the lines around the table say about the unit, where the heading names none.
    unit_proposed
        Whether the unit is a proposal out of those lines that a person must confirm.
    """

    heading: str
    use: bool
    indicator: str
    unit: str
    year: int | None
    period: str
    proposed: bool = False
    open: tuple[str, ...] = ()
    said: UnitSaid | None = None
    unit_proposed: bool = False

    @property
    def settled(self) -> bool:
        """Return whether its figures can be taken."""
        return self.use and not self.open


def plan_columns(
    headings: Iterable[str],
    answers: Answers,
    *,
    row_years: Mapping[str, frozenset[int]],
    units: Mapping[str, UnitSaid] | None = None,
) -> tuple[ColumnPlan, ...]:
    """Return what the figures under each heading are.

    Parameters
    ----------
    headings
        As they stand in the file.
    answers
        The person's decisions.
    row_years
        The years that the rows under a heading say, where all of them say one.
    units
        What the lines around the table say about the unit of a heading that names none.

    Raises
    ------
    OfficeTableError
        An answer names an indicator, a unit or a period that there is not.
    """
    about = units or {}
    return tuple(
        _plan(heading, answers, row_years.get(heading, frozenset()), about.get(heading))
        for heading in headings
    )


def _plan(heading: str, answers: Answers, years: frozenset[int], about: UnitSaid | None) -> ColumnPlan:
    """Return what the figures under one heading are."""
    said, answer = read_heading(heading), answers.columns.get(heading, ColumnAnswer())
    indicator = _checked(answer.indicator, known_indicators(), heading) or said.indicator
    unit = _unit_id(answer.unit, heading) or said.unit or _unit_id(answers.unit or None, heading)
    offered = about.proposal(indicator) if about is not None and not unit else ""
    year = answer.year or said.year or (None if years else answers.year)
    disagree = bool(said.year and years - {said.year}) and answer.year is None
    proposed = said.proposed and answer.indicator is None
    missing = []
    if proposed or not indicator:
        missing.append("indicator")
    if not unit or (indicator and UNITS[unit].dimension != indicator_unit(indicator).dimension):
        missing.append("unit")
    if disagree or (year is None and not years):
        missing.append("year")
    return ColumnPlan(
        heading,
        answer.use and not said.unused,
        indicator,
        unit or offered,
        year,
        _checked(answer.period, PERIODS, heading) or said.period,
        proposed,
        tuple(missing) if answer.use else (),
        about if about is not None and about.words().en else None,
        bool(offered),
    )


def _checked(answer: str | None, known: Iterable[str], heading: str) -> str:
    """Return an answer that is one of the known, "" where nothing was answered."""
    allowed = tuple(known)
    if answer is None or answer in allowed:
        return answer or ""
    raise OfficeTableError(
        en=f"Answer for column {heading}: {answer!r} is not known; expected one of {', '.join(allowed)}",
        zh=f"列“{heading}”的答案 {answer!r} 无法识别；应为 {'、'.join(allowed)} 之一",
    )


def _unit_id(answer: str | None, heading: str) -> str:
    """Return the id of the unit that was answered, "" where nothing was."""
    if answer is None:
        return ""
    unit = unit_named(answer)
    if unit is None:
        known = ", ".join(UNITS)
        raise OfficeTableError(
            en=f"Answer for column {heading}: unit {answer!r} is not known; expected one of {known}",
            zh=f"列“{heading}”的单位 {answer!r} 无法识别；应为 {known} 之一",
        )
    return unit.unit_id
