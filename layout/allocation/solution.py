"""What solving a layout problem returns."""

from dataclasses import dataclass
from typing import Literal

from geodata.text import Bilingual
from layout.allocation.plan import Plan
from layout.allocation.terms import ObjectiveId

Status = Literal["optimal", "feasible", "infeasible", "unknown", "cancelled", "invalid"]


@dataclass(frozen=True, slots=True)
class Level:
    """One priority of the objectives.

    Parameters
    ----------
    objectives
        The objectives of this priority.
    value, bound
        What was reached and the bound on it: in the objective's own unit and direction where there is one objective;
        of the weighted sum, where less is better, where there are several.
    gap
        |value - bound| / max(|value|, 1e-12).
    proved
        Whether the gap is within the one asked for.
    """

    objectives: tuple[ObjectiveId, ...]
    value: float
    bound: float
    gap: float
    proved: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Limits that cannot hold together.

    Parameters
    ----------
    groups
        Names of the limits.
    sentences
        The same in words.
    minimal
        Whether each of them is needed for the conflict.
    """

    groups: tuple[tuple[str, ...], ...]
    sentences: tuple[Bilingual, ...]
    minimal: bool


@dataclass(frozen=True, slots=True)
class Solution:
    """The best plan and what is known of it.

    Parameters
    ----------
    status
        `optimal` within the gap asked for; `feasible`: a plan, the gap says how far it may be off; `infeasible`: no
        plan exists, `conflict` says why; `unknown`: none was found in time; `cancelled`: none was found before the
        cancelling; `invalid`: the verification refused the plan.
    plan
        The plan, or None.
    levels
        The priorities in their order.
    conflict
        Why there is no plan.
    method
        `exact` or `search`; of the first priority.
    reproducible
        Whether a rerun gives the same plan on any machine.
    elapsed_s
        Seconds.
    """

    status: Status
    plan: Plan | None
    levels: tuple[Level, ...]
    conflict: Conflict | None
    method: str
    reproducible: bool
    elapsed_s: float
