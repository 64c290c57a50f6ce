"""MapInfo native tables (.tab with .dat, .map, .id)."""

import re
from pathlib import Path

from geodata.quality.model import RawLayer, Reading
from geodata.quality.places import part
from geodata.read import ogr

_NATIVE = re.compile(rb"^\s*Type\s+NATIVE\b", re.IGNORECASE | re.MULTILINE)
_START = re.compile(rb"^\s*!table\b", re.IGNORECASE)
# What makes a table open another file.
_OTHER = re.compile(
    rb"^\s*(?:File\s+\"|Type\s+(?:LINKED|VIEW|SEAMLESS|RASTER|XLS|ACCESS|ASCII|DBF|ODBC)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_PARTS = (".dat", ".map", ".id")


def read(path: Path, reading: Reading) -> RawLayer:
    """Return the layer of a MapInfo table.

    Parameters
    ----------
    path
        The .tab in the work folder, its other parts beside it.
    reading
        Where findings go.

    Raises
    ------
    Stop
        The table is not a native one, or a part is missing.
    """
    raw = path.read_bytes()
    if not _START.match(raw) or not _NATIVE.search(raw) or _OTHER.search(raw):
        raise reading.stop("mapinfo-not-native", part(".tab"))
    missing = [suffix for suffix in _PARTS if not path.with_suffix(suffix).is_file()]
    if missing:
        raise reading.stop("mapinfo-missing", part(".tab"), missing=", ".join(missing))
    return ogr.read(path, reading, code="mapinfo-unreadable")
