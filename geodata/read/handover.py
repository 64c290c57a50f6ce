"""A layer on its way out of the child process: written as Arrow with WKB, read back and checked before it is believed."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geodata.errors import DataFormatError
from geodata.quality.model import RawLayer
from geodata.read.locate import Located
from geodata.unit_note import UNIT_NOTE, note_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import pyarrow as pa

GEOMETRY = "__geometry__"
NUMBER = "__number__"
_INT64 = 2**63


def write_layer(layer: RawLayer, located: Located | None, *, path: Path) -> None:
    """Write a layer as an Arrow file.

    Parameters
    ----------
    layer
        The layer.
    located
        Its coordinate system, None for a table.
    path
        The file; it must not exist.
    """
    import pyarrow as pa  # noqa: PLC0415 - only imports need it, not checks

    columns = {f"c{n}": _array(values) for n, values in enumerate(layer.columns.values())}
    columns[NUMBER] = pa.array([int(number) for number in layer.numbers], pa.int64())
    if layer.geometry is not None:
        columns[GEOMETRY] = pa.array(shapely.to_wkb(layer.geometry, output_dimension=3), pa.binary())
    names = "\x1f".join(layer.columns)
    wkt = "" if located is None else located.crs.to_wkt()
    meta = {"names": names, "crs": wkt, "name": layer.name}
    if layer.unit is not None:
        meta[UNIT_NOTE] = json.dumps(layer.unit.as_record())
    table = pa.table(columns).replace_schema_metadata(meta)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _array(values: Sequence[object]) -> "pa.Array":
    """Return a column as the narrowest Arrow type that holds all of its values; else as text."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return pa.array(values, pa.bool_())
    fits = all(not isinstance(value, int) or -_INT64 <= value < _INT64 for value in values)
    if kinds == {int} and fits:
        return pa.array(values, pa.int64())
    if kinds and kinds <= {int, float} and fits:
        return pa.array([_float(value) for value in values], pa.float64())
    return pa.array([None if value is None else _text(value) for value in values], pa.string())


def _float(value: object) -> float | None:
    """Return a number as a float; NaN is no value."""
    if value is None:
        return None
    number = float(value)  # type: ignore[arg-type]  # the caller has int and float alone
    return None if math.isnan(number) else number


def _text(value: object) -> str:
    """Return a value as text; lists and objects as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def read_layer(path: Path) -> "gpd.GeoDataFrame | pd.DataFrame":
    """Return the layer that :func:`write_layer` wrote; the index holds the numbers of the rows in the file.

    Parameters
    ----------
    path
        The file, which comes from a process that a hostile file may have taken over: it is validated in full.

    Returns
    -------
    geopandas.GeoDataFrame or pandas.DataFrame
        With geometry in the layer's own coordinate system; a plain frame for a table, whose `attrs` hold under
        `geodata.unit_note.UNIT_NOTE` what the file says about the units of its figures.

    Raises
    ------
    DataFormatError
        The file is not one that :func:`write_layer` writes.
    """
    import geopandas as gpd  # noqa: PLC0415 - the parent alone needs frames
    import pyarrow as pa  # noqa: PLC0415 - as above

    try:
        with pa.OSFile(str(path), "rb") as source:
            table = pa.ipc.open_file(source).read_all()
        table.validate(full=True)
        meta = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        names = meta["names"].split("\x1f") if meta["names"] else []
        frame = table.select([f"c{n}" for n in range(len(names))]).to_pandas()
        frame.columns = names
        frame.index = table.column(NUMBER).to_pandas().to_numpy()
        if UNIT_NOTE in meta and (said := note_of(json.loads(meta[UNIT_NOTE]))) is not None:
            frame.attrs[UNIT_NOTE] = said.as_record()
        if GEOMETRY not in table.column_names:
            return frame
        shapes = shapely.from_wkb(np.asarray(table.column(GEOMETRY).to_pylist(), dtype=object))
    except (
        pa.ArrowException,
        KeyError,
        TypeError,
        ValueError,
        UnicodeDecodeError,
        shapely.errors.GEOSException,
    ) as error:
        raise DataFormatError(
            en=f"Handover of a layer: {path.name} is not as the reading process writes it ({error}); import the file again.",
            zh=f"图层交接：{path.name} 与读取进程的写法不符（{error}）；请重新导入该文件。",
        ) from error
    name = "geometry"
    while name in frame.columns:
        name = f"{name}_"
    return gpd.GeoDataFrame(frame.assign(**{name: shapes}), geometry=name, crs=meta["crs"] or None)
