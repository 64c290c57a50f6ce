"""Where land is possible: rules and criteria on every cell of a grid, overlay, and contiguous areas."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.suitability.components import Components as Components
    from layout.suitability.components import label_array as label_array
    from layout.suitability.criterion import GridCriterion as GridCriterion
    from layout.suitability.criterion import Overlay as Overlay
    from layout.suitability.engine import Inputs as Inputs
    from layout.suitability.engine import Work as Work
    from layout.suitability.engine import run_program as run_program
    from layout.suitability.outcome import Outcome as Outcome
    from layout.suitability.program import build_program as build_program

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "components": ["Components", "label_array"],
        "criterion": ["GridCriterion", "Overlay"],
        "engine": ["Inputs", "Work", "run_program"],
        "outcome": ["Outcome"],
        "program": ["build_program"],
    },
)
