"""What a workspace knows of a raster without opening it."""

import math
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RasterFacts:
    """What is known of a raster without opening it.

    Parameters
    ----------
    cols, rows
        Cells from west to east and from north to south.
    cell
        Width and height of one, in the units of its system.
    bounds
        West, south, east, north in its system.
    dtype
        Type of the cells as they are kept.
    band
        The band of the file that was taken, counted from 1.
    nodata
        The value of cells without data in the original, as text ("nan" is one); None where there was none.
    unit
        The unit of its values; "" where nobody has said.
    minimum, maximum, mean
        Of the cells with data.
    known
        Cells with data.
    classes
        Cells by value for classes, else None.
    """

    cols: int
    rows: int
    cell: tuple[float, ...]
    bounds: tuple[float, ...]
    dtype: str
    band: int
    nodata: str | None
    unit: str
    minimum: float
    maximum: float
    mean: float
    known: int
    classes: dict[str, int] | None = None


def kept_facts(facts: dict[str, Any]) -> RasterFacts:
    """Return what is known of a raster from the JSON of its record.

    Parameters
    ----------
    facts
        The fields of the class by name.

    Raises
    ------
    KeyError, TypeError, ValueError
        The record does not hold what it should.
    """
    cell, bounds = ([float(number) for number in facts[name]] for name in ("cell", "bounds"))
    return RasterFacts(**{**facts, "cell": tuple(cell), "bounds": tuple(bounds)})


def facts_of(told: Any, *, unit: str = "") -> RasterFacts:  # noqa: ANN401 - the JSON of a process that is not trusted
    """Return what the reading of a raster told, checked.

    Parameters
    ----------
    told
        `layer["raster"]` of the report, with the bounds of the layer under `bounds`.
    unit
        The unit that the person states; that of the file when "".

    Raises
    ------
    KeyError, TypeError, ValueError
        It is not what the reading process writes.
    """
    classes = told["classes"]
    nodata = told["nodata"]
    facts = RasterFacts(
        cols=int(told["cols"]),
        rows=int(told["rows"]),
        cell=_numbers(told["cell"], 2),
        bounds=_numbers(told["bounds"], 4),
        dtype=str(told["dtype"])[:16],
        band=int(told["band"]),
        nodata=None if nodata is None else str(float(nodata)),
        unit=(unit or str(told["unit"]))[:40],
        minimum=float(told["minimum"]),
        maximum=float(told["maximum"]),
        mean=float(told["mean"]),
        known=int(told["known"]),
        classes=None if classes is None else {str(int(name)): int(count) for name, count in classes.items()},
    )
    if facts.cols <= 0 or facts.rows <= 0 or not math.isfinite(facts.minimum + facts.maximum + facts.mean):
        raise ValueError(asdict(facts))
    return facts


def _numbers(values: Any, count: int) -> tuple[float, ...]:  # noqa: ANN401 - as above
    """Return so many finite numbers."""
    found = tuple(float(value) for value in values)
    if len(found) != count or not all(map(math.isfinite, found)):
        raise ValueError(values)
    return found
