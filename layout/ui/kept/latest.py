"""The latest results of this server under their tokens: what page, map and downloads share, bounded in number."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Latest(Generic[Kept]):
    """Keeps so many values; one that is kept or found again counts as new, and the oldest goes first.

    Safe under many sessions. Equal tokens stand for equal values: the first one stays.

    Parameters
    ----------
    most
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many are kept now."""
        return len(self._kept)

    def find(self, token: str) -> Kept | None:
        """Return the value of a token, None where it was never kept or later ones have taken its place."""
        with self._lock:
            if token in self._kept:
                self._kept.move_to_end(token)
            return self._kept.get(token)

    def keep(self, token: str, value: Kept) -> Kept:
        """Keep a value and return the one that is kept under its token: this one, or an earlier one."""
        with self._lock:
            kept = self._kept.setdefault(token, value)
            self._kept.move_to_end(token)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return kept
