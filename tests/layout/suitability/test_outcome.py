import numpy as np
import pytest

from layout.suitability.components import Components
from layout.suitability.outcome import outcome_of
from layout.suitability.tally import new_tally


def test_workers_are_added_up_and_undecided_patterns_left_out() -> None:
    one, other = new_tally(4, criteria=1), new_tally(4, criteria=1)
    one.keys[:2], one.counts[:2] = (1, 1 << 63), (5, 2)
    other.keys[3], other.counts[3] = 1, 4
    one.totals[:5], other.totals[:5] = (8, 5, 1, 2, 0), (4, 4, 0, 0, 0)
    found = outcome_of([one, other], None)
    assert dict(zip(found.patterns.keys.tolist(), found.patterns.counts.tolist(), strict=True)) == {1: 9}
    assert (found.area, found.excluded, found.available, found.undecided) == (12, 9, 1, 2)
    assert found.regions is None
    assert found.allowed is None


def test_patterns_that_found_no_place_are_an_error() -> None:
    tally = new_tally(4)
    tally.totals[5] = 3
    with pytest.raises(OverflowError, match="3 times"):
        outcome_of([tally], Components(1, "rook", 4))


def test_allowed_land_is_that_of_regions_and_the_rest() -> None:
    tally = new_tally(4, criteria=2)
    tally.loose[:] = (10, 20, 1, 2)
    whole = Components(1, "rook", 2, asked=object(), minima=2)  # type: ignore[arg-type]
    stats = np.array([[1, 7, 0, 0, 0, 0, 0, 0, 100, 200, 1, 1, 0, 0]])
    whole.add([(0, stats, np.array([[0, -1], [0, -1]], np.int32))], row=0, rows=1)
    allowed = outcome_of([tally], whole).allowed
    assert allowed is not None
    assert allowed.tolist() == [[110, 220], [2, 3]]
