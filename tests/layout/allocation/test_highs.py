import threading

import numpy as np
import pytest

from layout.allocation.highs import Progress, Settings, minimise
from layout.allocation.linear import LinearBuilder
from tests.layout.allocation.test_linear import example


def knapsack(values: list[float], weights: list[float], room: float) -> LinearBuilder:
    builder = LinearBuilder()
    columns = [builder.column(integral=True) for _ in values]
    builder.at_most(columns, weights, limit=room, group=("room",))
    return builder


def test_knapsack_with_a_known_answer() -> None:
    # Kellerer, Pferschy, Pisinger (2004): with room 9 the items of weight 4 and 5 (values 7 and 8) are best
    values, weights = [6.0, 5.0, 8.0, 9.0, 6.0, 7.0, 3.0], [2.0, 3.0, 6.0, 7.0, 5.0, 9.0, 4.0]
    model = knapsack(values, weights, 9.0).build(-np.array(values))
    best = max(
        sum(v for v, bit in zip(values, bits, strict=True) if bit)
        for bits in np.ndindex(*[2] * 7)
        if sum(w for w, bit in zip(weights, bits, strict=True) if bit) <= 9
    )
    found = minimise(model, Settings())
    assert found.status == "optimal"
    assert -found.value == best
    assert found.bound <= found.value + 1e-9


def test_relaxation_returns_the_price_of_the_room() -> None:
    model = knapsack([4.0, 3.0], [2.0, 2.0], 3.0).build(np.array([-4.0, -3.0]))
    found = minimise(model, Settings(), relaxed=True)
    # the first item whole, half of the second: a further unit of room brings half of 3
    assert found.value == pytest.approx(-5.5)
    assert found.row_dual.tolist() == pytest.approx([-1.5])


def test_infeasible_and_empty_models() -> None:
    builder = LinearBuilder()
    builder.at_least([builder.column(integral=True)], [1.0], limit=2.0, group=("two",))
    assert minimise(builder.build(), Settings()).status == "infeasible"
    nothing = example().restricted(np.array([], dtype=np.int64), np.array([1.0, 1.5, 0.5]))
    assert minimise(nothing, Settings()).status == "optimal"


def test_progress_is_told_and_cancel_stops() -> None:
    random = np.random.default_rng(1)
    values = random.random(3000)
    builder = LinearBuilder()
    columns = [builder.column(integral=True) for _ in values]
    for _ in range(40):
        builder.at_most(columns, random.uniform(1, 40, 3000).tolist(), limit=9000.0, group=("room",))
    seen: list[Progress] = []
    cancel = threading.Event()

    def watch(progress: Progress) -> None:
        seen.append(progress)
        cancel.set()

    found = minimise(builder.build(-values), Settings(60.0, gap=0.0, watch=watch, cancel=cancel))
    assert seen
    assert seen[0].stage == "exact"
    assert found.status in {"feasible", "unknown"}
