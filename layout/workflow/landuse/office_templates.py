"""Templates of the office's tables: CSV, and XLSX with a sheet that says what each column holds and in which unit."""

from typing import Final, Literal, get_args

import pandas as pd

from geodata.text import Bilingual
from geodata.write import to_csv_bytes, to_xlsx_bytes
from layout.i18n import catalogue
from layout.landuse.measures import MEASURES
from layout.landuse.quantities import FACTORS, QUANTITIES
from layout.workflow.landuse.office_tables import DATA_SHEET, TableKind, template_columns

Format = Literal["xlsx", "csv"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
NOTES_SHEET: Final = "说明 notes"
NOTE_COLUMNS: Final = ("列 column", "含义", "meaning", "单位 unit", "必填 required")
_REQUIRED: Final = {
    "parks": {"park_id"},
    "firms": {"firm_id"},
    "controls": {"indicator_id", "operator", "value", "unit", "year"},
    "figures": {"entity_kind", "entity_id", "indicator_id", "year", "value"},
}


def template_bytes(kind: TableKind, form: Format = "csv") -> bytes:
    """Return an empty table with its header.

    Parameters
    ----------
    kind
        Which table.
    form
        "xlsx" brings a sheet of explanations along; "csv" is UTF-8 with BOM, so that a spreadsheet shows Chinese.
    """
    empty = pd.DataFrame(columns=list(template_columns(kind)))
    return (
        to_csv_bytes(empty)
        if form == "csv"
        else to_xlsx_bytes({DATA_SHEET: empty, NOTES_SHEET: column_notes(kind)})
    )


def column_notes(kind: TableKind) -> pd.DataFrame:
    """Return what each column of a table holds, columns `NOTE_COLUMNS`; quantities that may be added stand below.

    Parameters
    ----------
    kind
        Which table.
    """
    own = template_columns(kind)
    rows = [_note(column, kind) for column in own]
    if kind in ("parks", "firms"):
        rows += [_note(column, kind) for column in _further(own)]
    return pd.DataFrame(rows, columns=list(NOTE_COLUMNS))


def _further(own: tuple[str, ...]) -> list[str]:
    """Return a column of every quantity that a template does not hold, in the first of its units."""
    held = {_quantity(column)[0] for column in own}
    return [f"{name}_{next(iter(FACTORS[kind]))}" for name, kind in QUANTITIES.items() if name not in held]


def _note(column: str, kind: TableKind) -> tuple[str, ...]:
    """Return one row of the explanations."""
    name, unit = _quantity(column)
    if name:
        meaning = catalogue()[f"landuse.quantity.{name}"]
        units = [f"{name}_{other}" for other in FACTORS[QUANTITIES[name]] if other != unit]
        shown = catalogue()[f"office.unit.{unit}"]
        written = f"{shown.zh} {shown.en}" + (f"（或 or: {', '.join(units)}）" if units else "")
        return column, meaning.zh, meaning.en, written, ""
    meaning = _meaning(column, kind)
    return column, meaning.zh, meaning.en, "", "是 yes" if column in _REQUIRED[kind] else ""


def _meaning(column: str, kind: TableKind) -> Bilingual:
    """Return what a column of words holds; identifiers of control indicators are listed."""
    text = catalogue()[f"office.column.{column}"]
    if (kind, column) != ("controls", "indicator_id"):
        return text
    listed = "; ".join(f"{name} [{', '.join(one.units)}]" for name, one in MEASURES.items())
    return Bilingual(en=f"{text.en}: {listed}", zh=f"{text.zh}：{listed}")


def _quantity(column: str) -> tuple[str, str]:
    """Return quantity and unit of a column, two blanks where it holds neither."""
    name, _, unit = column.rpartition("_")
    known = name in QUANTITIES and unit in FACTORS[QUANTITIES[name]]
    return (name, unit) if known else ("", "")
