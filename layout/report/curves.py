"""Small plots of how raw values become values: the function as a line, the alternatives as dots, as SVG."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.entities.document import Plot
from layout.report.escaping import text

Array = npt.NDArray[np.float64]
WIDTH, HEIGHT, EDGE = 240, 130, 26
POINTS = 121
BLUE, ORANGE = "#0072b2", "#d55e00"
"""Okabe and Ito's, told apart by every reader."""


@dataclass(frozen=True)
class Shapes:
    """Where the parts of a plot lie, in a picture of WIDTH × HEIGHT with its origin at the top left.

    Parameters
    ----------
    line
        Points of the function, empty where there is none.
    dots
        One an alternative.
    ends, levels
        Places of the marks below the axis and beside it, with their numbers.
    """

    line: tuple[tuple[float, float], ...]
    dots: tuple[tuple[float, float], ...]
    ends: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]


def shapes(plot: Plot) -> Shapes:
    """Return where the parts of a plot lie; the function is drawn a tenth beyond the raw values."""
    raw, values = plot.raw, plot.values
    low, high = (float(raw.min()), float(raw.max())) if len(raw) else (0.0, 1.0)
    reach = 0.1 * (high - low) or 1.0
    left, right = low - reach, high + reach
    top, bottom = (float(values.max()), float(values.min())) if len(values) else (1.0, 0.0)
    line: tuple[tuple[float, float], ...] = ()
    if plot.curve is not None:
        xs = np.linspace(left, right, POINTS)
        top, bottom = max(top, 1.0), min(bottom, 0.0)
        line = tuple(
            (_x(x, left, right=right), _y(y, bottom, top=top))
            for x, y in zip(xs.tolist(), plot.curve(xs).tolist(), strict=True)
        )
    return Shapes(
        line=line,
        dots=tuple(
            (_x(x, left, right=right), _y(y, bottom, top=top))
            for x, y in zip(raw.tolist(), values.tolist(), strict=True)
        ),
        ends=tuple((_x(end, left, right=right), f"{end:,.4g}") for end in dict.fromkeys((low, high))),
        levels=tuple((_y(end, bottom, top=top), f"{end:.2g}") for end in dict.fromkeys((bottom, top))),
    )


def value_plot(plot: Plot) -> str:
    """Return a plot as an SVG figure with its caption."""
    found = shapes(plot)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in found.line)
    line = f'<polyline points="{points}" fill="none" stroke="{BLUE}" stroke-width="1.5"/>' if points else ""
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{ORANGE}"/>' for x, y in found.dots)
    axis = f"M{EDGE},8 V{HEIGHT - EDGE} H{WIDTH - 8}"
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    label = text(plot.label)
    return (
        f'<figure><svg {size} role="img" aria-label="{label}">'
        f'<path d="{axis}" fill="none" stroke="#555"/>{line}{dots}{_marks(found)}</svg>'
        f"<figcaption>{label}</figcaption></figure>"
    )


def _x(value: float, left: float, *, right: float) -> float:
    """Return the place of a raw value."""
    return EDGE + (value - left) / (right - left) * (WIDTH - EDGE - 8)


def _y(value: float, bottom: float, *, top: float) -> float:
    """Return the place of a value."""
    span = top - bottom or 1.0
    return HEIGHT - EDGE - (value - bottom) / span * (HEIGHT - EDGE - 8)


def _marks(found: Shapes) -> str:
    """Return the least and greatest raw value below the axis, and the least and greatest value beside it."""
    below = (
        f'<text x="{place:.1f}" y="{HEIGHT - 10}" font-size="9" text-anchor="middle" fill="#555">{end}</text>'
        for place, end in found.ends
    )
    beside = (
        f'<text x="{EDGE - 3}" y="{place + 3:.1f}" font-size="9" text-anchor="end" fill="#555">{end}</text>'
        for place, end in found.levels
    )
    return "".join((*below, *beside))
