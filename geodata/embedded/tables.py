"""The facts that ship with the product, as typed frames with their sources."""

import hashlib
from functools import cache
from importlib import resources

import pandas as pd

from geodata.embedded.parse import parse_table
from geodata.embedded.schema import SPECS
from geodata.errors import DataMissingError, UnknownLayerError

TABLES: tuple[str, ...] = tuple(SPECS)


def table(name: str) -> pd.DataFrame:
    """Return an embedded table as a fresh frame.

    Parameters
    ----------
    name
        One of `TABLES`. `infrastructure` holds no OpenStreetMap rows; `infrastructure_osm` (ODbL) holds them.

    Returns
    -------
    pandas.DataFrame
        RangeIndex. Text is str with "" for unknown, numbers are float64 with NaN, years Int64 with <NA>,
        lists tuples of str. The sources of a row are the tuple `source_ids`. Positions are degrees in WGS84.

    Raises
    ------
    UnknownLayerError
        There is no such table.
    DataMissingError, DataFormatError
        The installed file is gone or is not as declared.

    Examples
    --------
    >>> float(table("parks")["approved_area_ha"].max())
    2817.07
    """
    return _frame(name).copy()


@cache
def _frame(name: str) -> pd.DataFrame:
    """Return the parsed table; shared, so never handed out itself."""
    return parse_table(table_bytes(name), SPECS[name])


@cache
def table_bytes(name: str) -> bytes:
    """Return the bytes of the CSV file of a table, for checksums.

    Raises
    ------
    UnknownLayerError
        There is no such table.
    DataMissingError
        The installed file is gone.
    """
    if name not in SPECS:
        known = ", ".join(TABLES)
        raise UnknownLayerError(
            en=f"No embedded table is called {name!r}; expected one of {known}.",
            zh=f"没有名为 {name!r} 的内置数据表；可用的有 {known}。",
        )
    file = SPECS[name].file
    try:
        return (resources.files("geodata.embedded") / "facts" / file).read_bytes()
    except FileNotFoundError as error:
        raise DataMissingError(
            en=f"Embedded table {name}: {file} is not installed with the product; reinstall it.",
            zh=f"内置数据表 {name}：安装目录中缺少 {file}；请重新安装本产品。",
        ) from error


def table_sha256(name: str) -> str:
    """Return the SHA-256 of the file of a table, in hexadecimal."""
    return hashlib.sha256(table_bytes(name)).hexdigest()
