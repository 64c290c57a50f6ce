"""Sites: the candidates of a case and their attributes."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.sites.candidates import select_candidates as select_candidates
    from layout.sites.candidates import site_frame as site_frame

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "candidates": ["select_candidates", "site_frame"],
    },
)
