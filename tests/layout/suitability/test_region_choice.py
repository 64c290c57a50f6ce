import itertools

import numpy as np
import pytest

from layout.suitability import region_choice
from layout.suitability.region_choice import Total, best_choice, fair_price, lowest, reach_of_cells, spread


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_best_of_all_choices(seed: int, count: int) -> None:
    generator = np.random.default_rng(seed)
    regions = [int(bits) for bits in generator.integers(1, 2**10, 14)]
    values = generator.random(14).tolist()
    fitting = [
        chosen
        for chosen in itertools.combinations(range(14), count)
        if all(not regions[one] & regions[other] for one, other in itertools.combinations(chosen, 2))
    ]
    found = best_choice(values, regions, reached=regions, count=count)
    assert found is not None
    if not fitting:
        assert found == ()
    else:
        assert sum(values[place] for place in found) == pytest.approx(
            max(sum(values[place] for place in chosen) for chosen in fitting)
        )
        assert tuple(sorted(found)) in fitting


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_choice, "_MOST_STEPS", 3)
    assert best_choice([1.0] * 9, [1] * 9, reached=[1] * 9, count=2) is None


def test_reach_is_measured_between_edges() -> None:
    """Cells 0, 1, 2 in a row: the edges of 0 and 1 touch, those of 0 and 2 are one cell apart."""
    assert reach_of_cells((1, 3), 0.0) == [0b001, 0b010, 0b100]
    assert reach_of_cells((1, 3), 1.0) == [0b011, 0b111, 0b110]
    assert reach_of_cells((1, 3), 1.5) == [0b111] * 3
    assert spread(0b101, [0b001, 0b010, 0b110]) == 0b111


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_best_of_all_choices_with_a_total(seed: int, count: int) -> None:
    generator = np.random.default_rng(seed)
    regions = [int(bits) for bits in generator.integers(1, 2**10, 14)]
    weights = generator.uniform(1, 4, 14)
    values = (generator.random(14) * weights).tolist()
    total = Total(weights.tolist(), 2.0 * count, 2.5 * count)
    fitting = [
        chosen
        for chosen in itertools.combinations(range(14), count)
        if all(not regions[one] & regions[other] for one, other in itertools.combinations(chosen, 2))
        and total.low <= sum(weights[place] for place in chosen) <= total.high
    ]
    found = best_choice(values, regions, reached=regions, count=count, total=total)
    assert found is not None
    if not fitting:
        assert found == ()
    else:
        best = max(sum(values[place] for place in chosen) for chosen in fitting)
        assert sum(values[place] for place in found) == pytest.approx(best)
        assert tuple(sorted(found)) in fitting


def test_the_lowest_point_of_a_valley() -> None:
    assert lowest(lambda price: abs(price - 0.3), (0.0, 1.0)) == pytest.approx(0.3, abs=1e-6)
    total = Total([1.0, 1.0, 1.0], 2.0, 2.0)
    price = fair_price([3.0, 2.0, 1.0], total, count=2)
    assert sum(
        sorted((value - price for value in (3.0, 2.0, 1.0)), reverse=True)[:2]
    ) + 2 * price == pytest.approx(5.0)
