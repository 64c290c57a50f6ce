"""Compiled loops for very many alternatives or draws; numba is loaded when the first of them runs."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.scoring.fast.bulk import BulkResult as BulkResult
    from layout.scoring.fast.bulk import bulk_topsis as bulk_topsis
    from layout.scoring.fast.bulk import bulk_vikor as bulk_vikor
    from layout.scoring.fast.bulk import bulk_weighted_sum as bulk_weighted_sum
    from layout.scoring.fast.ranking import fast_ranks as fast_ranks

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "bulk": ["BulkResult", "bulk_topsis", "bulk_vikor", "bulk_weighted_sum"],
        "ranking": ["fast_ranks"],
    },
)
