"""The goals of 2027 and beyond: where each stands, the pace that is still needed, and where sources contradict.

pace       compound and linear pace between two figures
links      which statistic measures which goal
standing   whether a goal is met, ahead, behind, or cannot be judged, and why
dashboard  all goals with baseline, latest figure, target and pace
conflicts  goals and figures that contradict each other
"""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.targets.conflicts import target_conflicts as target_conflicts
    from layout.targets.dashboard import dashboard as dashboard
    from layout.targets.pace import compound_pace as compound_pace
    from layout.targets.pace import linear_pace as linear_pace
    from layout.targets.pace import pace_line as pace_line

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "conflicts": ["target_conflicts"],
        "dashboard": ["dashboard"],
        "pace": ["compound_pace", "linear_pace", "pace_line"],
    },
)
