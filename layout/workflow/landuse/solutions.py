"""What a scenario would need, in words."""

import math

from geodata.text import Bilingual
from layout.entities.wording import plain, say
from layout.landuse.solve import Solution

_DIGITS = 4


def solution_text(solution: Solution) -> Bilingual:
    """Return what is needed, that nothing more is, or why no value meets the target."""
    if solution.reason is not None:
        return solution.reason
    if math.isnan(solution.value):
        return say("domain.no_data")
    if solution.unknown == "pipeline" and solution.value <= 0:
        return say("landuse.needed.spare", value=plain(-solution.value, _DIGITS))
    return say(
        f"landuse.needed.{solution.unknown}",
        value=plain(solution.value, _DIGITS),
        assumed=plain(solution.assumed, _DIGITS),
    )
