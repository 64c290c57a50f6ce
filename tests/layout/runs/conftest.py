"""What the tests of the store share: a small finished run."""

from collections.abc import Callable

import pytest

from layout.runs.model import Run, new_run

Finished = Callable[..., Run]


@pytest.fixture
def finished() -> Finished:
    """Return a maker of runs: ranks by alternative, weight of the only criterion, text of the table."""

    def make(ranks: dict[str, int], *, weight: float = 1.0, table: bytes = b"n,a\nx,1\n") -> Run:
        spec = f'method = "topsis"\n[criteria.a]\nweight = {weight}\n'.encode()
        result = {
            "ranks": ranks,
            "scores": {name: 1 / rank for name, rank in ranks.items()},
            "weights": {"a": weight},
        }
        return new_run(
            "mcda", "sites 用地", inputs={"table.csv": table, "spec.toml": spec}, result=result, who="Li"
        )

    return make
