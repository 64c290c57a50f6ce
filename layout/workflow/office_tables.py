"""Tables of the office as CSV: templates to fill in, and a strict reader that names line and column of what is wrong.

Four tables: `parks` and `firms` (one row an entity, columns `<quantity>_<unit>`), `controls` (limits by district and
branch), `figures` (statistics in long form). Text is UTF-8 or GB 18030, cells are separated by comma, semicolon or tab. A file is
read whole or refused.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final, Literal, get_args

import pandas as pd

from geodata.write import to_csv_bytes
from layout.errors import OfficeTableError
from layout.landuse.controls import TEMPLATE as CONTROL_COLUMNS
from layout.landuse.quantities import QUANTITIES, column_of, unknown_columns

TableKind = Literal["parks", "firms", "controls", "figures"]
TABLE_KINDS: Final[tuple[TableKind, ...]] = get_args(TableKind)
MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 50_000

PARK_TEXT: Final = ("park_id", "name", "adcode", "group", "kind", "year", "source")
FIRM_TEXT: Final = ("firm_id", "name", "adcode", "park_id", "year", "not_graded", "veto")
FIGURE_COLUMNS: Final = (
    "entity_kind",
    "entity_id",
    "indicator_id",
    "year",
    "period",
    "value",
    "source",
)
_PARK_QUANTITIES: Final = (
    "output_yi",
    "industrial_land_km2",
    "investment_yi",
    "employees_persons",
    "tax_yi",
    "value_added_yi",
    "supplied_land_km2",
    "built_land_km2",
)
_FIRM_QUANTITIES: Final = (
    "land_mu",
    "tax_wan",
    "value_added_wan",
    "revenue_wan",
    "rd_spend_wan",
    "energy_tce",
    "emissions_t",
    "employees_persons",
)
_BLANK: Final = {"", "-", "—", "NA", "N/A", "无", "..."}
_YES: Final = {"1", "yes", "true", "是", "y"}
_ENCODINGS: Final = ("utf-8-sig", "gb18030")


def template_columns(kind: TableKind) -> tuple[str, ...]:
    """Return the columns of a template."""
    columns: dict[TableKind, tuple[str, ...]] = {
        "parks": (*PARK_TEXT, *_PARK_QUANTITIES),
        "firms": (*FIRM_TEXT, *_FIRM_QUANTITIES),
        "controls": CONTROL_COLUMNS,
        "figures": FIGURE_COLUMNS,
    }
    return columns[kind]


def template_bytes(kind: TableKind) -> bytes:
    """Return an empty table with its header as CSV (UTF-8 with BOM, so that a spreadsheet shows Chinese)."""
    return to_csv_bytes(pd.DataFrame(columns=list(template_columns(kind))))


def read_cells(content: bytes, *, origin: str) -> pd.DataFrame:
    """Return the cells of a CSV as text.

    Parameters
    ----------
    content
        The bytes of the file.
    origin
        Its name, for messages.

    Raises
    ------
    OfficeTableError
        The file is too large, is no text, has no header, repeats a column, or a row is longer or shorter than the header.
    """
    if len(content) > MOST_BYTES:
        raise _wrong(origin, f"{len(content):,} bytes, at most {MOST_BYTES:,}", "文件过大")
    text = _decoded(content, origin)
    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()  # spreadsheets leave blank rows at the end; one in between keeps its line number and is refused
    if not rows or len(rows) > MOST_ROWS:
        raise _wrong(
            origin, f"{len(rows):,} rows; expected a header and up to {MOST_ROWS:,}", "行数不符合要求"
        )
    header = [name.strip() for name in rows[0]]
    repeated = {name for name in header if not name or header.count(name) > 1}
    if repeated:
        raise _wrong(origin, f"column {min(repeated)!r} is blank or repeated", "列名为空或重复")
    for place, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise _wrong(
                origin,
                f"{len(row)} cells, expected {len(header)}",
                f"该行有 {len(row)} 个单元格，应为 {len(header)} 个",
                line=place,
            )
    return pd.DataFrame([[cell.strip() for cell in row] for row in rows[1:]], columns=header, dtype=object)


def entity_table(cells: pd.DataFrame, kind: Literal["parks", "firms"], *, origin: str) -> pd.DataFrame:
    """Return the office's parks or enterprises, index id: text columns as text, quantities as numbers, blank as NaN.

    Parameters
    ----------
    cells
        From `read_cells`.
    kind, origin
        Which table; name of the file.

    Raises
    ------
    OfficeTableError
        The id is missing or repeated, a column is not known, or a cell is not a number.
    UnitError
        A quantity has no unit, or stands in two columns.
    """
    text = PARK_TEXT if kind == "parks" else FIRM_TEXT
    key = text[0]
    unknown = unknown_columns(list(cells.columns), text)
    if key not in cells or unknown:
        found = f"column {unknown[0]} is not known" if unknown else f"column {key} is missing"
        raise _wrong(origin, f"{found}; see the template", "列名不符合模板")
    for name in QUANTITIES:
        column_of(cells, name)
    ids = cells[key]
    if (ids == "").any() or ids.duplicated().any():
        place = int(((ids == "") | ids.duplicated()).to_numpy().argmax()) + 2
        raise _wrong(origin, f"{key} is blank or repeated", f"{key} 为空或重复", line=place)
    frame = pd.DataFrame(index=pd.Index(ids, name=key))
    for column in cells.columns:
        if column == key:
            continue
        values = cells[column].tolist()
        frame[column] = values if column in text else _numbers(values, column, origin)
    if "veto" in frame:
        frame["veto"] = frame["veto"].str.lower().isin(_YES)
    return frame


def office_statistics(cells: pd.DataFrame, indicators: pd.DataFrame, *, origin: str) -> pd.DataFrame:
    """Return the office's figures in the form of the table of statistics, to be laid beside the embedded ones.

    Parameters
    ----------
    cells
        From `read_cells`, columns `FIGURE_COLUMNS`; values in the unit of their indicator.
    indicators
        Vocabulary: indicator_id, unit.
    origin
        Name of the file.

    Raises
    ------
    OfficeTableError
        A column is missing, an indicator unknown, a year or value no number.
    """
    missing = [column for column in FIGURE_COLUMNS if column not in cells]
    if missing:
        raise _wrong(origin, f"column {missing[0]} is missing; see the template", "缺少列，见模板")
    units = dict(zip(indicators["indicator_id"], indicators["unit"], strict=True))
    strange = [name for name in cells["indicator_id"] if name not in units]
    if strange:
        raise _wrong(
            origin, f"indicator {strange[0]!r} is not in the vocabulary", f"指标 {strange[0]!r} 不在指标表中"
        )
    frame = cells.loc[:, ["entity_kind", "entity_id", "indicator_id", "period"]].copy()
    frame["period"] = frame["period"].replace("", "FY")
    frame["year"] = pd.array([int(year) for year in _numbers(cells["year"], "year", origin)], dtype="Int64")
    frame["value"] = _numbers(cells["value"], "value", origin)
    frame["unit"] = [units[name] for name in frame["indicator_id"]]
    frame["source_ids"] = [(text or origin,) for text in cells["source"]]
    return frame.assign(confidence="office", note="", value_qualifier="exact")


def _numbers(cells: Iterable[str], column: str, origin: str) -> list[float]:
    """Return cells as numbers, NaN where blank."""
    found = []
    for place, cell in enumerate(cells, start=2):
        text = cell.replace(",", "").replace("，", "")
        try:
            value = float("nan") if text in _BLANK and column != "year" else float(text)
        except ValueError as error:
            raise _wrong(
                origin, f"{column} {cell!r} is not a number", f"{column} {cell!r} 不是数值", line=place
            ) from error
        if abs(value) == float("inf") or (text.lower() == "nan"):
            raise _wrong(
                origin, f"{column} {cell!r} is not a figure", f"{column} {cell!r} 不是有效数值", line=place
            )
        found.append(value)
    return found


def _decoded(content: bytes, origin: str) -> str:
    """Return the text of a file."""
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _wrong(
        origin,
        "not a text in UTF-8 or GB 18030; save the sheet as CSV UTF-8",
        "不是 UTF-8 或 GB 18030 文本，请另存为 CSV UTF-8",
    )


def _delimiter(text: str) -> str:
    """Return the delimiter of the header: the one that it has most of."""
    header = text.partition("\n")[0]
    return max((",", ";", "\t"), key=header.count)


def _wrong(origin: str, en: str, zh: str, *, line: int = 0) -> OfficeTableError:
    """Return the error for a table that cannot be read; `line` counts the header as 1, 0 is the file as a whole."""
    return OfficeTableError(
        en=f"{origin}, line {line}: {en}" if line else f"{origin}: {en}",
        zh=f"{origin} 第 {line} 行：{zh}" if line else f"{origin}：{zh}",
    )
