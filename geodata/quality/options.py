"""What the person says about a file, and the limits within which it is read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias, get_args

from geodata.errors import DataFormatError

Datum: TypeAlias = Literal["wgs84", "gcj02", "bd09"]
Axes: TypeAlias = Literal["xy", "yx"]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The person's answers to the questions that a file may raise.

    Parameters
    ----------
    layer
        Which layer, sheet or archive member to read.
    crs
        The coordinate system, `EPSG:…` or WKT; overrules the file.
    datum
        The datum of positions in degrees.
    axes
        "yx" when the first coordinate is the northing or latitude.
    encoding
        The character encoding of table or attribute text.
    table
        Read a table of figures that needs no coordinates (statistics).
    text
        Leave the cells of delimited text as they were typed, numbers too.
    band
        Which band of a raster, counted from 1; the first one when None.
    nodata
        The value of cells without data, where a raster states none or a wrong one.
    """

    layer: str | None = None
    crs: str | None = None
    datum: Datum | None = None
    axes: Axes | None = None
    encoding: str | None = None
    table: bool = False
    text: bool = False
    band: int | None = None
    nodata: float | None = None

    def as_record(self) -> dict[str, object]:
        """Return the options as plain JSON types."""
        return asdict(self)


def options_of(answers: Mapping[str, str | None]) -> ReadOptions:
    """Return the options that a person has typed.

    Parameters
    ----------
    answers
        Values by the names of the options; None or missing where nothing was said.

    Raises
    ------
    DataFormatError
        An option has a value that it cannot have.
    """
    for name, allowed in (("datum", get_args(Datum)), ("axes", get_args(Axes))):
        found = answers.get(name)
        if found is not None and found not in allowed:
            raise DataFormatError(
                en=f"Option {name}: {found!r} found, expected one of {', '.join(allowed)}.",
                zh=f"选项 {name}：取值为 {found!r}，应为 {'、'.join(allowed)} 之一。",
            )
    numbers = {name: _number(name, answers[name]) for name in ("band", "nodata") if answers.get(name)}
    words = {name: value for name, value in answers.items() if name not in ("band", "nodata")}
    band, nodata = numbers.get("band"), numbers.get("nodata")
    if band is not None and not (band >= 1 and band.is_integer()):
        raise _unfit("band", answers["band"], "1, 2, 3, …")
    return ReadOptions(**words, band=None if band is None else int(band), nodata=nodata)  # type: ignore[arg-type]  # checked just above


def _number(name: str, value: str | None) -> float:
    """Return the number that a person has typed; "nan" is one."""
    try:
        return float(str(value))
    except ValueError:
        raise _unfit(name, value, "-9999, 1.5, nan …") from None


def _unfit(name: str, value: str | None, expected: str) -> DataFormatError:
    """Return the error for an option that is no number of its kind."""
    return DataFormatError(
        en=f"Option {name}: {str(value)[:40]!r} found, expected a number such as {expected}.",
        zh=f"选项 {name}：取值为 {str(value)[:40]!r}，应为数字，例如 {expected}。",
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may take before it is stopped.

    Parameters
    ----------
    seconds
        Wall time of parsing and checking.
    memory_mib
        Memory of the child process.
    file_mib
        Size of the file itself.
    expanded_mib
        Size of what is unpacked from an archive.
    ratio
        Expanded size against packed size of one archive member, from `ratio_from_mib` on.
    ratio_from_mib
        Size from which the ratio counts; small members of zeros are harmless.
    members
        Files in an archive.
    features, vertices, fields
        Of the layer.
    cells
        Of a table.
    text
        Characters in one cell or attribute; what a worksheet cell holds.
    depth
        Nesting of JSON or XML.
    crossings
        Segments of one geometry whose boxes cross, above which mending is not tried.
    """

    seconds: float = 8.0
    memory_mib: int = 900
    file_mib: int = 200
    expanded_mib: int = 400
    ratio: float = 100.0
    ratio_from_mib: int = 8
    members: int = 1_000
    features: int = 500_000
    vertices: int = 5_000_000
    fields: int = 1_999
    cells: int = 5_000_000
    text: int = 32_767
    depth: int = 100
    crossings: int = 100_000

    @property
    def file_bytes(self) -> int:
        """Return the largest file in bytes."""
        return self.file_mib * _MIB

    @property
    def expanded_bytes(self) -> int:
        """Return the largest unpacked size in bytes."""
        return self.expanded_mib * _MIB

    @property
    def memory_bytes(self) -> int:
        """Return the memory of the child process in bytes."""
        return self.memory_mib * _MIB

    @property
    def ratio_from_bytes(self) -> int:
        """Return the size in bytes from which the packing ratio counts."""
        return self.ratio_from_mib * _MIB

    def as_record(self) -> dict[str, float | int]:
        """Return the limits as plain JSON types."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, float]) -> "Limits":
        """Return the limits that :meth:`as_record` wrote."""
        return cls(**record)  # type: ignore[arg-type]  # the record was written by as_record of this class
