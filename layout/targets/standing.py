"""How a goal stands: a judgement only where figures allow one, and the reason where they do not."""

import math
from dataclasses import dataclass
from typing import Final, Literal

from layout.targets.pace import linear_pace

Standing = Literal[
    "met",
    "missed",
    "ahead",
    "on_line",
    "behind",
    "baseline_only",
    "no_baseline",
    "not_comparable",
    "no_figure",
    "no_target",
    "not_checked",
]
STANDINGS: Final[tuple[Standing, ...]] = (
    "behind",
    "on_line",
    "ahead",
    "met",
    "missed",
    "baseline_only",
    "no_baseline",
    "not_comparable",
    "no_figure",
    "not_checked",
    "no_target",
)
"""In the order in which a reader needs them: what is judged first, then what is not, with the reason."""

JUDGED: Final = frozenset({"met", "missed", "ahead", "on_line", "behind"})
_ON_LINE: Final = 0.005
"""Within this share of the way from baseline to goal a figure counts as on the line: printed figures are rounded."""


@dataclass(frozen=True, slots=True)
class Course:
    """Baseline, latest figure and goal.

    Parameters
    ----------
    direction
        at_least, at_most or exactly.
    baseline, latest, goal
        Year and figure; NaN where unknown, year 0 where unknown.
    comparable
        Whether the latest figure is defined as the goal.
    """

    direction: str
    baseline: tuple[int, float]
    latest: tuple[int, float]
    goal: tuple[int, float]
    comparable: bool = True

    @property
    def start(self) -> tuple[int, float]:
        """Return the figure that the remaining pace starts from: the latest comparable one, else the baseline."""
        if self.comparable and math.isfinite(self.latest[1]):
            return self.latest
        return self.baseline

    @property
    def line_value(self) -> float:
        """Return where the straight line from baseline to goal stands in the year of the latest figure."""
        (from_year, from_value), (year, _), (to_year, to_value) = self.baseline, self.latest, self.goal
        if not (from_year < year <= to_year) or not math.isfinite(from_value):
            return float("nan")
        return from_value + linear_pace(from_value, to_value, years=to_year - from_year) * (year - from_year)

    @property
    def lead(self) -> float:
        """Return how far the latest figure is ahead of the line, in the goal's unit; negative when behind."""
        difference = self.latest[1] - self.line_value
        return -difference if self.direction == "at_most" else difference

    @property
    def reached(self) -> bool:
        """Return whether the latest figure satisfies the goal."""
        return self.satisfies(self.latest[1])

    def satisfies(self, value: float) -> bool:
        """Return whether a figure satisfies the goal; an unknown one does not."""
        goal = self.goal[1]
        if self.direction == "exactly":
            return value == goal
        return value <= goal if self.direction == "at_most" else value >= goal


def standing_of(course: Course, *, as_of: int) -> Standing:
    """Return how a goal stands.

    Parameters
    ----------
    course
        What is known.
    as_of
        Year of the judgement: a goal whose year is before it is due.

    Returns
    -------
    str
        met, ahead, on_line, behind: judged by the latest comparable full-year figure; missed: due, and the figure of the
        goal's year or later falls short. Else why not: no_target (the goal has no number), not_comparable (figures of
        another definition only), not_checked (due, and no figure of that year), baseline_only (no later figure),
        no_baseline (a figure, but nothing to draw a line from), no_figure.
    """
    if not math.isfinite(course.goal[1]):
        return "no_target"
    has_latest = math.isfinite(course.latest[1])
    if has_latest and not course.comparable:
        return "not_comparable"
    due = 0 < course.goal[0] < as_of
    if has_latest and course.latest[0] > course.baseline[0]:
        return _judged(course, due=due)
    if due:
        return "not_checked"
    if math.isfinite(course.baseline[1]):
        return "baseline_only"
    return "no_baseline" if has_latest else "no_figure"


def _judged(course: Course, *, due: bool) -> Standing:
    """Return how a goal stands that has a figure later than its baseline (or no baseline at all)."""
    if course.reached:
        return "met"
    if due:
        return "missed" if course.latest[0] >= course.goal[0] else "not_checked"
    if not math.isfinite(course.line_value):
        return "no_baseline"
    way = abs(course.goal[1] - course.baseline[1])
    if abs(course.lead) <= _ON_LINE * way:
        return "on_line"
    return "ahead" if course.lead > 0 else "behind"
