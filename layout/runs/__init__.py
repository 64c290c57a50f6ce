"""The store of runs: what was computed from what, by whom and when; kept whole, compared, repeated, shared."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.runs.compare import RunComparison as RunComparison
    from layout.runs.compare import compare_runs as compare_runs
    from layout.runs.model import Run as Run
    from layout.runs.model import new_run as new_run
    from layout.runs.share import run_from_bytes as run_from_bytes
    from layout.runs.share import run_to_bytes as run_to_bytes
    from layout.runs.store import RunStore as RunStore

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "compare": ["RunComparison", "compare_runs"],
        "model": ["Run", "new_run"],
        "share": ["run_from_bytes", "run_to_bytes"],
        "store": ["RunStore"],
    },
)
