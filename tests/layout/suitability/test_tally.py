import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.suitability.row_rules import AVAILABLE, OUTSIDE
from layout.suitability.tally import count_row, new_tally


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=60))
def test_patterns_are_counted_where_the_area_is(cells: list[tuple[int, bool]]) -> None:
    patterns = np.array([pattern for pattern, _ in cells], np.uint64)
    state = np.array([AVAILABLE if inside else OUTSIDE for _, inside in cells], np.uint8)
    tally = new_tally(16)
    count_row(patterns, state, tally)
    count_row(patterns, state, tally)
    found = {int(key): int(count) for key, count in zip(tally.keys, tally.counts, strict=True) if count}
    kept = [pattern for pattern, inside in cells if inside]
    assert found == {pattern: 2 * kept.count(pattern) for pattern in set(kept)}
    assert tally.totals[5] == 0
