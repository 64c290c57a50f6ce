"""What all cells of a raster together tell, counted strip by strip."""

import math
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geodata.quality.findings import Json
from geodata.read.sentinels import looks_like_no_data

MOST_CLASSES: Final = 256
_WIDEST_CLASSES: Final = 4_096
Cells = npt.NDArray[Any]


@dataclass(slots=True)
class Tally:
    """What all cells together tell.

    Parameters
    ----------
    known
        Cells with data.
    low, high, total
        Least, greatest and sum of them.
    unknown
        Cells without data.
    odd, odd_value
        Cells whose value means no data in most files, and one such value.
    infinite
        Cells that hold infinity.
    classes
        Cells by value where these are whole numbers and few, else None.
    """

    known: int = 0
    low: float = math.inf
    high: float = -math.inf
    total: float = 0.0
    unknown: int = 0
    odd: int = 0
    odd_value: float = math.nan
    infinite: int = 0
    classes: dict[int, int] | None = field(default_factory=dict)

    def add(self, values: Cells, lacking: npt.NDArray[np.bool_]) -> None:
        """Count a strip.

        Parameters
        ----------
        values
            The quantities of its cells.
        lacking
            Which of them have no data; same shape.
        """
        self.unknown += int(lacking.sum())
        found = values[~lacking]
        if not found.size:
            return
        if found.dtype.kind == "f" and (endless := np.isinf(found)).any():
            self.infinite += int(endless.sum())
            found = found[~endless]
        odd = looks_like_no_data(found)
        if odd.any():
            self.odd, self.odd_value = self.odd + int(odd.sum()), float(found[odd][0])
            found = found[~odd]
        self.known += int(found.size)
        if found.size:
            self.low, self.high = min(self.low, float(found.min())), max(self.high, float(found.max()))
            self.total += float(found.sum(dtype=np.float64))
            self._count_classes(found)

    def _count_classes(self, found: Cells) -> None:
        """Count cells by value, until these are too many to be classes."""
        if self.classes is None:
            return
        low, high = float(found.min()), float(found.max())
        if found.dtype.kind not in "iu" or high - low > _WIDEST_CLASSES:
            self.classes = None
            return
        counts = np.bincount((found.astype(np.int64) - int(low)).ravel())
        for place in np.flatnonzero(counts).tolist():
            value = int(low) + place
            self.classes[value] = self.classes.get(value, 0) + int(counts[place])
        if len(self.classes) > MOST_CLASSES:
            self.classes = None

    def as_record(self) -> dict[str, Json]:
        """Return the figures as plain JSON types; classes by their number as text."""
        return {
            "known": self.known,
            "unknown": self.unknown,
            "minimum": self.low,
            "maximum": self.high,
            "mean": self.total / self.known,
            "classes": None
            if self.classes is None
            else {str(value): count for value, count in sorted(self.classes.items())},
        }
