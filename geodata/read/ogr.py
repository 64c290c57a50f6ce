"""Geometries and attributes read by GDAL's vector drivers, in the work folder, for the formats in `DRIVERS` alone."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import shapely

from geodata.quality.model import Claim, Columns, Geometries, RawLayer, Reading
from geodata.quality.places import part
from geodata.quality.shown import listed
from geodata.text import Bilingual

_T = TypeVar("_T")

# The drivers that may be registered in the child process; every other is skipped before GDAL starts.
DRIVERS = ("ESRI Shapefile", "FlatGeobuf", "DXF", "MapInfo File", "GTiff", "COG", "MEM")


def read(path: Path, reading: Reading, *, code: str, encoding: str | None = None) -> RawLayer:
    """Return a layer that GDAL reads.

    Parameters
    ----------
    path
        A file in the work folder, with an extension that was checked.
    reading
        Where findings go.
    code
        The finding to raise when GDAL cannot read it.
    encoding
        The encoding of the attributes, when the driver cannot know it.

    Raises
    ------
    Stop
        The file is damaged, has no layer, or several and none was chosen.
    """
    import pyogrio  # noqa: PLC0415 - loading GDAL takes longer than reading most files, and few formats need it

    names = _call(lambda: [str(name) for name, _ in pyogrio.list_layers(path)], reading, code)
    name = choose(names, reading)
    meta, _, shapes, fields = _call(
        lambda: pyogrio.raw.read(path, layer=name, encoding=encoding, datetime_as_string=True), reading, code
    )
    columns: Columns = {
        str(title): [_plain(value) for value in values]
        for title, values in zip(meta["fields"], fields, strict=True)
    }
    geometry = (
        shapely.from_wkb(shapes)
        if shapes is not None
        else np.full(len(next(iter(columns.values()), [])), None)
    )
    claim = Claim(meta["crs"], Bilingual(en="the file", zh="文件"), None if meta["crs"] else "crs-missing")
    return RawLayer(name, np.asarray(geometry, dtype=object), columns, claim)


def read_shapes(path: Path, reading: Reading) -> Geometries:
    """Return the geometries of a Shapefile whose structure was checked, shape (records,).

    Parameters
    ----------
    path
        The .shp beside its .shx.
    reading
        Where findings go.

    Raises
    ------
    Stop
        GDAL cannot read it.
    """
    import pyogrio  # noqa: PLC0415 - as above

    _, _, shapes, _ = _call(lambda: pyogrio.raw.read(path, columns=[]), reading, "shapefile-unreadable")
    # rings of too few points become closed ones without area, which the quality checks mend and tell
    found: Geometries = np.asarray(
        _call(lambda: shapely.from_wkb(shapes, on_invalid="fix"), reading, "shapefile-unreadable"),
        dtype=object,
    )
    return found


def _call(action: Callable[[], _T], reading: Reading, code: str) -> _T:
    """Return what `action` gives; an error of GDAL becomes a finding."""
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError  # noqa: PLC0415 - as above

    try:
        return action()
    except (
        DataLayerError,
        DataSourceError,
        FeatureError,
        FieldError,
        GeometryError,
        RuntimeError,
        ValueError,
    ) as error:
        raise reading.stop(code, part("GDAL"), problem=_clean(error, reading)) from None
    except shapely.errors.GEOSException as error:
        raise reading.stop(code, part("GEOS"), problem=_clean(error, reading)) from None


def _clean(error: BaseException, reading: Reading) -> str:
    """Return an error's text without the paths of this machine."""
    return str(error).replace(str(reading.folder), "").replace(str(reading.path), reading.file)


def choose(names: list[str], reading: Reading) -> str:
    """Return the layer that was asked for, or the only one.

    Raises
    ------
    Stop
        There is none, several, or not the one asked for.
    """
    wanted = reading.options.layer
    if not names:
        raise reading.stop("no-features")
    if wanted is not None and wanted in names:
        return wanted
    if wanted is not None and len(names) > 1:
        raise reading.stop("unknown-layer", wanted=wanted, layers=listed(names))
    if len(names) > 1:
        raise reading.which_layer(names)
    return names[0]


def _plain(value: object) -> object:
    """Return a value of numpy as one of Python; NaN and NaT are no value."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - NaN alone differs from itself
