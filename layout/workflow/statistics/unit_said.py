"""What the lines around a table ("单位：万元") say about the unit of a column, and the words in which a person is shown it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.text import Bilingual
from geodata.unit_note import UNIT_NOTE, UnitNote, note_of
from geodata.units import UNITS
from layout.entities.wording import clauses, paragraph, say
from layout.errors import OfficeTableError
from layout.workflow.statistics.headings import indicator_unit, read_heading

if TYPE_CHECKING:
    import pandas as pd

_BETWEEN: Final = ", "


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """What the sheets of a file say beside their tables about the unit of a column.

    Parameters
    ----------
    notes
        Name of each sheet that has the column, "" for a file without sheets, and its lines; None where it says nothing.
    """

    notes: tuple[tuple[str, UnitNote | None], ...]

    @property
    def unit(self) -> str:
        """Return the one unit that all of them name, "" where they name none, several, or not all of them one."""
        named = {"" if note is None else note.unit for _, note in self.notes}
        return next(iter(named)) if len(named) == 1 else ""

    def proposal(self, indicator: str) -> str:
        """Return the unit to propose for figures of an indicator, "" where none is said or it measures something else.

        Parameters
        ----------
        indicator
            An id of the vocabulary, or "" while it is open.
        """
        unit = self.unit
        fits = unit and (not indicator or UNITS[unit].dimension == indicator_unit(indicator).dimension)
        return unit if fits else ""

    def words(self) -> Bilingual:
        """Return where what is said: "row 1: “单位：万元”"."""
        return clauses(_line(sheet, note) for sheet, note in self.notes if note is not None)

    def question(self) -> Bilingual:
        """Return what a person should know who must say the unit."""
        several = any(note is not None and not note.unit for _, note in self.notes)
        more = [say("join.ask.unit_several")] if several else []
        return paragraph([say("join.ask.unit_said", said=self.words()), *more])


def units_said(frame: "pd.DataFrame", headings: Iterable[str], *, sheet: str) -> dict[str, UnitSaid]:
    """Return what stands beside a table about the unit of each heading that names none itself.

    Parameters
    ----------
    frame
        As it was read; its `attrs` hold the lines.
    headings
        Headings of figures.
    sheet
        Name of the sheet, "" without one.
    """
    note = note_of(frame.attrs.get(UNIT_NOTE))
    return {heading: UnitSaid(((sheet, note),)) for heading in headings if not read_heading(heading).unit}


def joined_units(tables: Iterable[Mapping[str, UnitSaid]]) -> dict[str, UnitSaid]:
    """Return what several sheets say about the unit of each heading.

    Parameters
    ----------
    tables
        As `units_said` returns them.

    Raises
    ------
    OfficeTableError
        Two sheets name different units for one heading: one answer would be wrong for one of them.
    """
    found: dict[str, UnitSaid] = {}
    for one in tables:
        for heading, said in one.items():
            earlier = found[heading].notes if heading in found else ()
            found[heading] = UnitSaid((*earlier, *said.notes))
    for heading, said in found.items():
        named = {note.units: sheet for sheet, note in said.notes if note is not None}
        if len(named) > 1:
            sheets = _BETWEEN.join(named.values())
            raise OfficeTableError(
                en=f"Column {heading}: the sheets {sheets} name different units; import them one at a time,"
                " or name the unit in the heading",
                zh=f"列“{heading}”：工作表 {sheets} 注明的单位不同；请逐个工作表导入，或在列标题中写明单位",
            )
    return found


def _line(sheet: str, note: UnitNote) -> Bilingual:
    """Return where a line stands and what it says."""
    rows = _BETWEEN.join(map(str, note.rows))
    key = "join.unit_said.sheet" if sheet else "join.unit_said.file"
    return say(key, rows=rows, text=note.text, sheet=sheet)
