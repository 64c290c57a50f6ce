"""The office's table of parks over several years: one row a park and year, read year by year, the latest where one is wanted."""

import pandas as pd

from layout.errors import OfficeTableError
from layout.workflow.landuse.office_tables import entity_table

_KEY = "park_id"
_YEAR = "year"


def has_years(cells: pd.DataFrame) -> bool:
    """Return whether a table of parks has a park in more than one row and a year to tell them apart."""
    return _YEAR in cells and _KEY in cells and bool(cells[_KEY].duplicated().any())


def yearly_parks(cells: pd.DataFrame, *, origin: str) -> dict[int, pd.DataFrame]:
    """Return the parks of each year, in the form of `layout.workflow.landuse.office_tables.entity_table`.

    Parameters
    ----------
    cells
        From `layout.workflow.landuse.office_tables.office_cells`; the column `year` says the year of each row.
    origin
        Name of the file in messages.

    Raises
    ------
    OfficeTableError
        A year is missing or none, a park stands twice in one year, or as `entity_table`.
    UnitError
        As `entity_table`.
    """
    if _YEAR not in cells:
        return {}
    lines: list[int] = cells.index.tolist()
    years = [_year(str(text), line, origin) for line, text in zip(lines, cells[_YEAR], strict=True)]
    column = pd.Series(years, index=cells.index)
    return {
        int(year): entity_table(cells[column == year], "parks", origin=origin)
        for year in sorted(column.unique())
    }


def latest_parks(cells: pd.DataFrame, *, origin: str) -> pd.DataFrame:
    """Return the parks of a table, each in its latest year where the table has several.

    Parameters
    ----------
    cells, origin
        As for `yearly_parks`.

    Raises
    ------
    OfficeTableError, UnitError
        As `yearly_parks`.
    """
    if not has_years(cells):
        return entity_table(cells, "parks", origin=origin)
    together = pd.concat(list(yearly_parks(cells, origin=origin).values()))
    return together[~together.index.duplicated(keep="last")]


def _year(text: str, line: int, origin: str) -> int:
    """Return a year out of a cell."""
    number = text.strip().removesuffix("年").removesuffix(".0")
    if number.isascii() and number.isdigit() and len(number) == len("2024"):
        return int(number)
    raise OfficeTableError(
        en=f"{origin}, line {line}: year {text[:20]!r} is not a year; expected four digits such as 2024.",
        zh=f"{origin} 第 {line} 行：year {text[:20]!r} 不是年份；应为四位数字，如 2024。",
    )
