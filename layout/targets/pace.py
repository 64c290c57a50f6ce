"""The pace between two figures: by a constant share a year (compound) and by a constant amount a year (linear)."""

import math
from typing import Final

import pandas as pd

LINE_COLUMNS: Final = ("year", "linear", "compound")


def compound_pace(start: float, goal: float, *, years: float) -> float:
    """Return the constant growth a year, as a share, that leads from `start` to `goal`: (goal/start)^(1/years) - 1.

    Parameters
    ----------
    start, goal
        Figures in one unit.
    years
        Years between them.

    Returns
    -------
    float
        NaN where a figure is unknown or not positive, or no year is left.

    Examples
    --------
    >>> round(compound_pace(28200, 40000, years=5), 4)
    0.0724
    """
    if not (_known(start, goal, years) and start > 0 and goal > 0 and years > 0):
        return float("nan")
    return float((goal / start) ** (1 / years) - 1)


def linear_pace(start: float, goal: float, *, years: float) -> float:
    """Return the constant amount a year that leads from `start` to `goal`: (goal - start)/years.

    Parameters
    ----------
    start, goal
        Figures in one unit; for shares in % the result is in percentage points.
    years
        Years between them.

    Returns
    -------
    float
        NaN where a figure is unknown or no year is left.

    Examples
    --------
    >>> linear_pace(28200, 40000, years=5)
    2360.0
    """
    if not (_known(start, goal, years) and years > 0):
        return float("nan")
    return (goal - start) / years


def pace_line(start: tuple[int, float], goal: tuple[int, float]) -> pd.DataFrame:
    """Return both lines from one (year, figure) to another, a row a year.

    Parameters
    ----------
    start, goal
        Year and figure.

    Returns
    -------
    pandas.DataFrame
        Columns `LINE_COLUMNS`; empty where no year lies between. The compound line is NaN where it is not defined.
    """
    years = goal[0] - start[0]
    step = linear_pace(start[1], goal[1], years=years)
    growth = compound_pace(start[1], goal[1], years=years)
    rows = [
        # NaN to the power of zero is one: without a growth not even the first point lies on a compound line
        (start[0] + passed, start[1] + step * passed, start[1] * (1 + growth) ** passed + 0 * growth)
        for passed in range(years + 1 if years > 0 else 0)
    ]
    return pd.DataFrame(rows, columns=list(LINE_COLUMNS))


def _known(*figures: float) -> bool:
    """Return whether all figures are finite."""
    return all(math.isfinite(figure) for figure in figures)
