"""A frame made ready for a file format, with an account of what had to be changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.errors import CRSMismatchError
from geodata.text import Bilingual
from geodata.write.names import NameRules, fitting_names, renamed
from geodata.write.plain import plain_column
from geodata.write.shapes import cut_at_antimeridian, one_dimension, without_measures

GEOMETRY = "geometry"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is written.

    Parameters
    ----------
    frame
        Plain columns, then `geometry` (a GeoDataFrame) or none (a DataFrame); the index is 0, 1, 2, …
    notes
        What was changed, for the person.
    names
        Columns that had to be renamed: the original name by the new one.
    """

    frame: pd.DataFrame
    notes: tuple[Bilingual, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def prepare(frame: pd.DataFrame, rules: NameRules, *, uniform_height: bool) -> Prepared:
    """Return a frame whose names, values and geometries a format can hold.

    Parameters
    ----------
    frame
        A GeoDataFrame with a CRS, or a table. A named index becomes the first column.
    rules
        What the format asks of names.
    uniform_height
        Whether the format wants all geometries with or all without height.

    Raises
    ------
    CRSMismatchError
        The frame has geometries but no CRS.
    DataFormatError
        Geographic coordinates that are no degrees.
    """
    data = _with_index(frame)
    active = frame.active_geometry_name if isinstance(frame, gpd.GeoDataFrame) else None
    kept = [number for number, name in enumerate(data.columns) if name != active]
    fitted = fitting_names([data.columns[number] for number in kept], rules)
    columns: dict[str, pd.Series] = {}
    notes: list[Bilingual] = []
    for number, name in zip(kept, fitted, strict=True):
        column = data.iloc[:, number]
        plain, told = plain_column(_as_wkt(column) if str(column.dtype) == GEOMETRY else column)
        columns[name] = plain.reset_index(drop=True)
        notes += told
    changed = renamed([data.columns[number] for number in kept], fitted)
    notes += _name_notes(changed)
    result = pd.DataFrame(columns, index=pd.RangeIndex(len(data)))
    if not isinstance(frame, gpd.GeoDataFrame) or active is None:
        return Prepared(result, tuple(notes), changed)
    shapes, shape_notes = _shapes(frame.geometry, uniform_height=uniform_height)
    return Prepared(result_with(result, shapes), (*notes, *shape_notes), changed)


def column_names(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the names of the columns that `prepare` writes, as the frame has them.

    Parameters
    ----------
    frame
        A frame or table.
    """
    active = frame.active_geometry_name if isinstance(frame, gpd.GeoDataFrame) else None
    return tuple(str(name) for name in _with_index(frame).columns if name != active)


def result_with(columns: pd.DataFrame, shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return columns and shapes as one frame, the shapes last.

    Parameters
    ----------
    columns, shapes
        Of the same length; the index of `columns` is used.
    """
    geometry = gpd.GeoSeries(shapes.array, index=columns.index, crs=shapes.crs, name=GEOMETRY)
    return gpd.GeoDataFrame(columns, geometry=geometry)


def _shapes(shapes: gpd.GeoSeries, *, uniform_height: bool) -> tuple[gpd.GeoSeries, list[Bilingual]]:
    """Return the geometries as the format holds them."""
    if shapes.crs is None:
        raise CRSMismatchError(
            en="Export: a frame without CRS found, expected one; call set_crs first.",
            zh="导出：数据没有坐标系；请先用 set_crs 指定。",
        )
    notes: list[Bilingual] = []
    shapes, told = cut_at_antimeridian(shapes)
    notes += told
    values, told = without_measures(np.array(shapes.array, dtype=object))
    notes += told
    if uniform_height:
        values, told = one_dimension(values)
        notes += told
    return gpd.GeoSeries(values, index=shapes.index, crs=shapes.crs), notes


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the named levels of its index as first columns; a nameless index says nothing."""
    data = pd.DataFrame(frame)
    for level, name in reversed(list(enumerate(frame.index.names))):
        if name is not None:
            data = pd.DataFrame(data)
            data.insert(0, str(name), frame.index.get_level_values(level), allow_duplicates=True)
    return data.reset_index(drop=True)


def _as_wkt(column: pd.Series) -> pd.Series:
    """Return a second geometry column as text."""
    texts = [None if item is None else item.wkt for item in column]
    return pd.Series(texts, index=column.index, name=column.name, dtype=object)


def _name_notes(changed: Mapping[str, str]) -> list[Bilingual]:
    """Return the note on renamed columns."""
    if not changed:
        return []
    pairs = ", ".join(f"{old} → {new}" for new, old in changed.items())
    return [Bilingual(en=f"Columns renamed: {pairs}.", zh=f"列名已调整：{pairs}。")]
