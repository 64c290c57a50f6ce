"""CSV, TSV and other delimited text."""

import math

from geodata.quality.attributes import is_code
from geodata.quality.model import RawLayer, Reading
from geodata.quality.numbers_in_text import is_missing, number
from geodata.read import tabletext
from geodata.read.points import to_layer

_EXACT = 2**53


def read(raw: bytes, reading: Reading) -> RawLayer:
    """Return the layer of a delimited text file.

    Parameters
    ----------
    raw
        The bytes of the file.
    reading
        Where findings go.

    Raises
    ------
    Stop
        The text cannot be cut into a table, or the table has no positions.
    """
    found, numbers = tabletext.cut(tabletext.read_text(raw, reading), reading)
    grid = tabletext.grid(found, numbers, reading=reading)
    layer = to_layer(grid, reading.file.rpartition(".")[0] or reading.file, reading=reading)
    if not reading.options.text:
        layer.columns = {name: _typed(values) for name, values in layer.columns.items()}
    return layer


def _typed(values: list[object]) -> list[object]:
    """Return a column of text as numbers where all of its cells are such, as a table program would show it."""
    texts = [str(value) for value in values if not is_missing(value)]
    found = [None if is_missing(value) else number(value) for value in values]
    plain = all(value is None or math.isfinite(value) for value in found)
    if not texts or not plain or is_code(texts) or sum(value is not None for value in found) < len(texts):
        return [None if value == "" else value for value in values]
    return [
        int(value) if value is not None and value.is_integer() and abs(value) < _EXACT else value
        for value in found
    ]
