"""What a reader gives back, and how it speaks while reading."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.quality.findings import Finding, Severity, finding
from geodata.quality.offers import Offer
from geodata.quality.options import Limits, ReadOptions
from geodata.quality.shown import listed
from geodata.text import Bilingual
from geodata.unit_note import UnitNote

Geometries: TypeAlias = npt.NDArray[np.object_]
Shape: TypeAlias = BaseGeometry
Columns: TypeAlias = dict[str, list[object]]


_MOST_NAMED = 40


def joined(kind: str, parts: Sequence[Shape]) -> Shape:
    """Return several geometries as one.

    Parameters
    ----------
    kind
        `MultiPoint`, `MultiLineString`, `MultiPolygon` or `GeometryCollection`.
    parts
        Geometries that fit it.
    """
    maker: Callable[[Geometries], Shape] = getattr(shapely, f"{kind.lower()}s")
    return maker(np.asarray(parts, dtype=object))


class Stop(Exception):  # noqa: N818 - it ends the reading of a file and is no fault of the program
    """Reading ends here: with an error, or with a question that must be answered first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says about its coordinate system.

    Parameters
    ----------
    text
        An authority code or WKT; None when the file says nothing usable.
    origin
        Where it says so.
    problem
        The code of the finding to raise: why there is no usable text, or what is odd about it.
    """

    text: str | None
    origin: Bilingual
    problem: str | None = None


@dataclass(slots=True)
class RawLayer:
    """A layer as it stands in the file, nothing changed yet.

    Parameters
    ----------
    name
        Its name in the file.
    geometry
        Shapely geometries, None where a row has none; shape (rows,). None for a table or a raster.
    columns
        Attribute values by name, each of length rows.
    claim
        What the file says about its coordinate system.
    word
        How rows are counted (`geodata.quality.places.ROW_WORDS`).
    numbers
        The number of each row as a person counts it.
    raster
        For a raster, its kind of content; geometry is then None.
    directed
        Whether the format prescribes which way rings run (RFC 7946).
    unit
        What lines around a table say about the units of its figures.
    """

    name: str
    geometry: Geometries | None
    columns: Columns
    claim: Claim
    word: str = "feature"
    numbers: Sequence[int] = ()
    raster: "Raster | None" = None
    directed: bool = False
    unit: UnitNote | None = None

    def __post_init__(self) -> None:
        """Count rows from 1 where the reader has no numbers of its own."""
        if not self.numbers:
            self.numbers = range(1, self.rows + 1)

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        if self.geometry is not None:
            return len(self.geometry)
        return len(next(iter(self.columns.values()), []))

    def numbers_of(self, mask: npt.ArrayLike) -> list[int]:
        """Return the numbers of the rows where `mask` is true."""
        return [self.numbers[index] for index in np.flatnonzero(mask).tolist()]

    def keep(self, mask: npt.NDArray[np.bool_]) -> None:
        """Drop the rows where `mask` is false."""
        chosen = np.flatnonzero(mask)
        if self.geometry is not None:
            self.geometry = self.geometry[chosen]
        self.columns = {
            name: [values[index] for index in chosen.tolist()] for name, values in self.columns.items()
        }
        self.numbers = [self.numbers[index] for index in chosen.tolist()]


@dataclass(frozen=True, slots=True)
class Raster:
    """The shape of a raster.

    Parameters
    ----------
    width, height
        Cells.
    bounds
        West, south, east, north in its own coordinate system.
    cell
        Width and height of a cell, in the units of that system.
    band, bands
        The band that is meant, counted from 1, and how many there are.
    dtype
        The type of its cells, as numpy names it.
    nodata
        The value of cells without data: what the person says, else the file; None where neither does.
    unit
        The unit of its values as the file states it, "" where it does not.
    scale, offset
        What a stored value is multiplied with, and what is then added, to become the quantity.
    """

    width: int
    height: int
    bounds: tuple[float, float, float, float]
    cell: tuple[float, float] = (1.0, 1.0)
    band: int = 1
    bands: int = 1
    dtype: str = "float32"
    nodata: float | None = None
    unit: str = ""
    scale: float = 1.0
    offset: float = 0.0


@dataclass(slots=True)
class Reading:
    """One file being read: what is known about it and what has been found so far.

    Parameters
    ----------
    path
        Where the bytes are.
    file
        The name as the person knows it.
    options, limits
        The person's answers, and the bounds.
    folder
        The only folder in which files may be written.
    findings
        What has been found so far.
    """

    path: Path
    file: str
    folder: Path
    options: ReadOptions = field(default_factory=ReadOptions)
    limits: Limits = field(default_factory=Limits)
    findings: list[Finding] = field(default_factory=list)

    def note(
        self,
        code: str,
        where: Bilingual | None = None,
        *,
        choices: Iterable[str] = (),
        offers: Iterable[Offer] = (),
        **values: object,
    ) -> None:
        """Record a finding and go on.

        Parameters
        ----------
        code
            A key of the message files.
        where
            The place; the whole file when None.
        choices, offers
            The answers that a question offers, and those for the coordinate system with their evidence.
        values
            What the placeholders of the message stand for.
        """
        self.findings.append(
            finding(code, file=self.file, where=where, choices=choices, offers=offers, **values)
        )

    def stop(
        self,
        code: str,
        where: Bilingual | None = None,
        *,
        choices: Iterable[str] = (),
        offers: Iterable[Offer] = (),
        **values: object,
    ) -> Stop:
        """Record a finding and return the exception to raise.

        Parameters
        ----------
        code, where, choices, offers, values
            As for :meth:`note`.

        Raises
        ------
        ValueError
            The code is neither an error nor a question: a fault of ours.
        """
        self.note(code, where, choices=choices, offers=offers, **values)
        if self.findings[-1].severity not in {Severity.ERROR, Severity.QUESTION}:
            message = f"{code} does not end the reading of a file"
            raise ValueError(message)
        return Stop(code)

    def which_layer(self, names: Sequence[str]) -> Stop:
        """Record the question which of several layers is meant, and return the exception to raise.

        Parameters
        ----------
        names
            The layers, as they can be chosen.
        """
        return self.stop(
            "several-layers", choices=names, layers=listed(names, most=_MOST_NAMED), count=len(names)
        )

    def check_counts(self, layer: RawLayer) -> None:
        """Stop when a layer is larger than the limits."""
        vertices = 0 if layer.geometry is None else int(shapely.get_num_coordinates(layer.geometry).sum())
        for code, found, limit in (
            ("too-many-features", layer.rows, self.limits.features),
            ("too-many-vertices", vertices, self.limits.vertices),
            ("too-many-fields", len(layer.columns), self.limits.fields),
        ):
            if found > limit:
                raise self.stop(code, found=f"{found:,}", limit=f"{limit:,}")
