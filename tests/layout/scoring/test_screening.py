from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from layout.scoring import screening
from layout.scoring.problem import Problem
from layout.scoring.screening import dominators, screen

Table = Callable[..., Problem]
LEVELS = arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 4)), elements=st.integers(0, 4))


@given(LEVELS)
def test_dominated_exactly_where_comparing_all_pairs_says_so(values: np.ndarray) -> None:
    better = (values[:, None] >= values[None]).all(axis=2) & (values[:, None] > values[None]).any(axis=2)
    found = dominators(values)
    assert ((found >= 0) == better.any(axis=0)).all()
    assert all(better[found[row], row] for row in np.flatnonzero(found >= 0))


def test_what_is_found_is_told(table: Table) -> None:
    found = screen(table([[1, 5, 2, 7], [2, 4, 4, 7], [2, 4, 4, 7], [0, 6, 0, 7]], "max min max max"))
    assert found.dominated == {"A1": "A2", "A4": "A1"} or set(found.dominated or {}) == {"A1", "A4"}
    assert found.duplicates == (("A2", "A3"),)
    assert found.constant == ("c4",)
    assert ("c1", "c3") in found.same
    text = " ".join(note.en for note in found.notes)
    assert "Dominated: 2 (A1, A4)" in text
    assert "A2, A3" in text
    assert "c4" in text
    assert all(note.zh != note.en for note in found.notes)


def test_dominance_of_very_many_is_not_checked_and_told(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "CHECKED_AT_MOST", 2)
    found = screen(table([[1], [2], [3]]))
    assert found.dominated is None
    assert "not checked" in found.notes[0].en
