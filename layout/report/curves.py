"""Small plots of how raw values become values: the function as a line, the alternatives as dots, as SVG."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from layout.report.page import text

Array = npt.NDArray[np.float64]
WIDTH, HEIGHT, EDGE = 240, 130, 26
POINTS = 121
BLUE, ORANGE = "#0072b2", "#d55e00"
"""Okabe and Ito's, told apart by every reader."""


def value_plot(
    raw: Array, values: Array, *, label: str, curve: Callable[[Array], Array] | None = None
) -> str:
    """Return an SVG of values over raw values.

    Parameters
    ----------
    raw, values
        One point an alternative.
    label
        What is on the horizontal axis, with its unit.
    curve
        The value function, drawn over the range of the raw values and a tenth beyond; None where there is none.
    """
    low, high = float(raw.min()), float(raw.max())
    reach = 0.1 * (high - low) or 1.0
    left, right = low - reach, high + reach
    top, bottom = float(values.max()), float(values.min())
    line = ""
    if curve is not None:
        xs = np.linspace(left, right, POINTS)
        top, bottom = max(top, 1.0), min(bottom, 0.0)
        points = " ".join(
            f"{_x(x, left, right=right):.1f},{_y(y, bottom, top=top):.1f}"
            for x, y in zip(xs.tolist(), curve(xs).tolist(), strict=True)
        )
        line = f'<polyline points="{points}" fill="none" stroke="{BLUE}" stroke-width="1.5"/>'
    dots = "".join(
        f'<circle cx="{_x(x, left, right=right):.1f}" cy="{_y(y, bottom, top=top):.1f}" r="2.6" fill="{ORANGE}"/>'
        for x, y in zip(raw.tolist(), values.tolist(), strict=True)
    )
    axis = f"M{EDGE},8 V{HEIGHT - EDGE} H{WIDTH - 8}"
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    ends = [(_x(end, left, right=right), end) for end in dict.fromkeys((low, high))]
    levels = [(_y(end, bottom, top=top), end) for end in dict.fromkeys((bottom, top))]
    return (
        f'<figure><svg {size} role="img" aria-label="{text(label)}">'
        f'<path d="{axis}" fill="none" stroke="#555"/>{line}{dots}{_marks(ends, levels)}</svg>'
        f"<figcaption>{text(label)}</figcaption></figure>"
    )


def _x(value: float, left: float, *, right: float) -> float:
    """Return the place of a raw value."""
    return EDGE + (value - left) / (right - left) * (WIDTH - EDGE - 8)


def _y(value: float, bottom: float, *, top: float) -> float:
    """Return the place of a value."""
    span = top - bottom or 1.0
    return HEIGHT - EDGE - (value - bottom) / span * (HEIGHT - EDGE - 8)


def _marks(ends: list[tuple[float, float]], levels: list[tuple[float, float]]) -> str:
    """Return the least and greatest raw value below the axis, and the least and greatest value beside it."""
    below = (
        f'<text x="{place:.1f}" y="{HEIGHT - 10}" font-size="9" text-anchor="middle" fill="#555">{end:,.4g}</text>'
        for place, end in ends
    )
    beside = (
        f'<text x="{EDGE - 3}" y="{place + 3:.1f}" font-size="9" text-anchor="end" fill="#555">{end:.2g}</text>'
        for place, end in levels
    )
    return "".join((*below, *beside))
