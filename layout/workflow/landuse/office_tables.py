"""Tables of the office: what each holds, and a strict reader that names line and column of what is wrong.

Four tables: `parks` and `firms` (one row an entity, columns `<quantity>_<unit>`), `controls` (limits by district and
branch), `figures` (statistics in long form). They come as XLSX or as delimited text through `geodata.read`. A file is read
whole or refused.
"""

from typing import TYPE_CHECKING, Final, Literal, get_args

import pandas as pd

from geodata.read import read_cells
from layout.errors import OfficeTableError
from layout.landuse.controls import TEMPLATE as CONTROL_COLUMNS
from layout.landuse.quantities import QUANTITIES, column_of, unknown_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.read import Sandbox

TableKind = Literal["parks", "firms", "controls", "figures"]
TABLE_KINDS: Final[tuple[TableKind, ...]] = get_args(TableKind)
MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 50_000
_PLACE_LIMITS: Final = {"lon": 180.0, "lat": 90.0}

PARK_TEXT: Final = ("park_id", "name", "adcode", "group", "kind", "year", "source")
PARK_PLACE: Final = ("lon", "lat")
"""Position in WGS84 degrees, for parks that the embedded facts do not know."""
DATA_SHEET: Final = "数据 data"
"""The sheet of a template that is filled in."""

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


def template_columns(kind: TableKind) -> tuple[str, ...]:
    """Return the columns of a template."""
    columns: dict[TableKind, tuple[str, ...]] = {
        "parks": (*PARK_TEXT, *PARK_PLACE, *_PARK_QUANTITIES),
        "firms": (*FIRM_TEXT, *_FIRM_QUANTITIES),
        "controls": CONTROL_COLUMNS,
        "figures": FIGURE_COLUMNS,
    }
    return columns[kind]


def office_cells(
    content: bytes, *, origin: str, sheet: str | None = None, sandbox: "Sandbox | None" = None
) -> pd.DataFrame:
    """Return the cells of a table as text, index the lines of the file.

    Parameters
    ----------
    content
        The bytes of the file.
    origin
        Its name, for messages; the ending says what it is.
    sheet
        Sheet of a workbook; that of the template, or the only one, when None.
    sandbox
        Reading processes for a file of unknown origin.

    Raises
    ------
    SheetChoiceError
        A workbook with several tables, none of them named.
    DataFormatError
        It is no table, has no header or rows, or breaks off.
    OfficeTableError
        The file is too large.
    """
    if len(content) > MOST_BYTES:
        raise _wrong(origin, f"{len(content):,} bytes, at most {MOST_BYTES:,}", "文件过大")
    cells = read_cells(content, origin, sheet=sheet, prefer=DATA_SHEET, sandbox=sandbox)
    if len(cells.rows) > MOST_ROWS:
        raise _wrong(origin, f"{len(cells.rows):,} rows, at most {MOST_ROWS:,}", "行数过多")
    return pd.DataFrame(list(cells.rows), columns=list(cells.header), index=list(cells.lines), dtype=object)


def entity_table(cells: pd.DataFrame, kind: Literal["parks", "firms"], *, origin: str) -> pd.DataFrame:
    """Return the office's parks or enterprises, index id: text columns as text, quantities as numbers, blank as NaN.

    Parameters
    ----------
    cells
        From `office_cells`.
    kind, origin
        Which table; name of the file.

    Raises
    ------
    OfficeTableError
        The id is missing or repeated, a column is not known, or a cell is not a number.
    UnitError
        A quantity has no unit, or stands in two columns.
    """
    text, place = (PARK_TEXT, PARK_PLACE) if kind == "parks" else (FIRM_TEXT, ())
    key = text[0]
    unknown = unknown_columns(list(cells.columns), (*text, *place))
    if key not in cells or unknown:
        found = f"column {unknown[0]} is not known" if unknown else f"column {key} is missing"
        raise _wrong(origin, f"{found}; see the template", "列名不符合模板")
    for name in QUANTITIES:
        column_of(cells, name)
    ids = cells[key]
    if (ids == "").any() or ids.duplicated().any():
        wrong = int(cells.index[int(((ids == "") | ids.duplicated()).to_numpy().argmax())])
        raise _wrong(origin, f"{key} is blank or repeated", f"{key} 为空或重复", line=wrong)
    frame = pd.DataFrame(index=pd.Index(ids.tolist(), name=key))
    for column in cells.columns:
        if column != key:
            frame[column] = (
                cells[column].tolist() if column in text else _numbers(cells[column], column, origin)
            )
    for column in filter(frame.columns.__contains__, place):
        if (frame[column].abs() > _PLACE_LIMITS[column]).any():
            raise _wrong(origin, f"{column} is not in degrees (WGS84)", f"{column} 不是经纬度（WGS84，度）")
    if "veto" in frame:
        frame["veto"] = frame["veto"].str.lower().isin(_YES)
    return frame


def office_statistics(cells: pd.DataFrame, indicators: pd.DataFrame, *, origin: str) -> pd.DataFrame:
    """Return the office's figures in the form of the table of statistics, to be laid beside the embedded ones.

    Parameters
    ----------
    cells
        From `office_cells`, columns `FIGURE_COLUMNS`; values in the unit of their indicator.
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


def _numbers(cells: pd.Series, column: str, origin: str) -> list[float]:
    """Return cells as numbers, NaN where blank; the index gives their lines."""
    found = []
    lines: Iterable[int] = cells.index
    for place, cell in zip(lines, cells, strict=True):
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


def _wrong(origin: str, en: str, zh: str, *, line: int = 0) -> OfficeTableError:
    """Return the error for a table that cannot be read; `line` counts the header as 1, 0 is the file as a whole."""
    return OfficeTableError(
        en=f"{origin}, line {line}: {en}" if line else f"{origin}: {en}",
        zh=f"{origin} 第 {line} 行：{zh}" if line else f"{origin}：{zh}",
    )
