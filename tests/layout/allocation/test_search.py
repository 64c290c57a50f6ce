import numpy as np

from layout.allocation.build import build
from layout.allocation.highs import Settings, minimise
from layout.allocation.search import SearchSettings, search
from layout.allocation.start import guided_start, holds
from tests.layout.allocation.small_problems import large_problem


def test_search_only_improves_holds_every_limit_and_repeats_itself() -> None:
    built = build(large_problem(60, 12))
    cost, constant = built.minimised(built.problem.objectives)
    linear = built.linear.with_cost(cost, constant)
    relaxation = minimise(linear, Settings(), relaxed=True)
    start = guided_start(built, linear, relaxation=relaxation, settings=Settings())
    assert start is not None
    size = SearchSettings(rounds=15)
    results = [
        search(
            built, linear, start=start, relaxation=relaxation, settings=Settings(60.0, seed=seed), size=size
        )
        for seed in (1, 1, 2)
    ]
    for result in results:
        assert result.complete
        assert result.rounds == 15
        assert relaxation.value <= result.value < float(cost @ start)
        assert holds(linear, result.x)
    assert np.array_equal(results[0].x, results[1].x)
    assert not np.array_equal(results[0].x, results[2].x)


def test_search_without_time_returns_its_start() -> None:
    built = build(large_problem(30, 6))
    cost, constant = built.minimised(built.problem.objectives)
    linear = built.linear.with_cost(cost, constant)
    relaxation = minimise(linear, Settings(), relaxed=True)
    nothing = np.zeros(linear.columns)
    result = search(
        built, linear, start=nothing, relaxation=relaxation, settings=Settings(0.0), size=SearchSettings()
    )
    assert not result.complete
    assert result.value == 0.0
    assert np.array_equal(result.x, nothing)
