"""Pictures of classes as PNG: one byte a pixel and a palette, written without a library."""

import struct
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Colour = tuple[str, float]
"""A colour as #rrggbb, and how opaque it is between 0 and 1."""

_MARK = b"\x89PNG\r\n\x1a\n"
_INDEXED, _DEPTH = 3, 8
_FAST = 1
_MOST = 256


def class_png(classes: npt.NDArray[np.uint8], colours: Sequence[Colour]) -> bytes:
    """Return a picture of classes as PNG (ISO/IEC 15948, colour type 3).

    Parameters
    ----------
    classes
        Shape (height, width): the position of each pixel's colour.
    colours
        At most 256.

    Raises
    ------
    ValueError
        A class has no colour.
    """
    if len(colours) > _MOST or (classes.size and int(classes.max()) >= len(colours)):
        message = f"class_png: {len(colours)} colours for classes up to {int(classes.max())}"
        raise ValueError(message)
    height, width = classes.shape
    lines = np.zeros((height, width + 1), dtype=np.uint8)  # each line begins with its filter: none
    lines[:, 1:] = classes
    palette = b"".join(bytes.fromhex(colour.removeprefix("#")) for colour, _ in colours)
    opacity = bytes(round(255 * share) for _, share in colours)
    head = struct.pack(">IIBBBBB", width, height, _DEPTH, _INDEXED, 0, 0, 0)
    parts = [
        _chunk(b"IHDR", head),
        _chunk(b"PLTE", palette),
        _chunk(b"tRNS", opacity),
        _chunk(b"IDAT", zlib.compress(lines.tobytes(), _FAST)),
        _chunk(b"IEND", b""),
    ]
    return _MARK + b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk with its length and check sum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
