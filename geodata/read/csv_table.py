"""CSV, TSV and other delimited text."""

from geodata.read import tabletext
from geodata.read.model import RawLayer, Reading
from geodata.read.points import to_layer


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
    grid = tabletext.grid(found, numbers, reading)
    return to_layer(grid, reading.file.rpartition(".")[0] or reading.file, reading)
