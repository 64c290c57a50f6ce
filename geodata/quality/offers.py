"""Coordinate systems that a question offers, each with its evidence: plain words for a report, a command and a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.text import Bilingual


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer to the question where a layer lies.

    Parameters
    ----------
    crs
        `EPSG:…` or a PROJ string: what to answer with.
    swapped
        Whether the first coordinate is the northing or latitude.
    title
        The name of the system.
    inside, tested
        How many features it puts inside Chongqing, of how many.
    """

    crs: str
    swapped: bool
    title: Bilingual
    inside: int
    tested: int

    def as_record(self) -> dict[str, str | int | bool]:
        """Return the offer as `cqlayout data check --json` prints it."""
        return {
            "crs": self.crs,
            "axes": "yx" if self.swapped else "xy",
            "title_en": self.title.en,
            "title_zh": self.title.zh,
            "inside": self.inside,
            "tested": self.tested,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> "Offer":
        """Return the offer that :meth:`as_record` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            The record is none: it comes from a process that a hostile file may have taken over.
        """
        counts = record["inside"], record["tested"]
        if not all(isinstance(count, int) for count in counts) or record["axes"] not in {"xy", "yx"}:
            message = "an offer has counts and an order of axes"
            raise TypeError(message)
        inside, tested = (int(str(count)) for count in counts)
        title = Bilingual(en=str(record["title_en"]), zh=str(record["title_zh"]))
        return cls(str(record["crs"]), record["axes"] == "yx", title, inside, tested)
