"""Is it sound? Findings about a layer, each with severity, place, sentence and remedy in both languages."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.quality.findings import Finding as Finding
    from geodata.quality.findings import Severity as Severity
    from geodata.quality.findings import Verdict as Verdict
    from geodata.quality.findings import verdict as verdict
    from geodata.quality.options import Limits as Limits
    from geodata.quality.options import ReadOptions as ReadOptions
    from geodata.quality.options import options_of as options_of

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "findings": ["Finding", "Severity", "Verdict", "verdict"],
        "options": ["Limits", "ReadOptions", "options_of"],
    },
)
