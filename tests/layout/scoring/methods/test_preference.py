import numpy as np
import pytest

from layout.errors import CaseError
from layout.scoring.methods.preference import NEEDS, PREFERENCE_TYPES, Preference, preference_degree

DIFFERENCES = np.array([-3.0, 0.0, 1.0, 2.0, 3.0, 5.0])


@pytest.mark.parametrize(
    ("preference", "degrees"),
    [
        (Preference(), [0, 0, 1, 1, 1, 1]),
        (Preference("u-shape", q=2), [0, 0, 0, 0, 1, 1]),
        (Preference("v-shape", p=4), [0, 0, 0.25, 0.5, 0.75, 1]),
        (Preference("level", q=1, p=3), [0, 0, 0, 0.5, 0.5, 1]),
        (Preference("linear", q=1, p=5), [0, 0, 0, 0.25, 0.5, 1]),
        (Preference("gaussian", s=2), [0, 0, *(1 - np.exp(-np.array([1, 4, 9, 25]) / 8))]),
    ],
)
def test_shapes_of_the_paper(preference: Preference, degrees: list[float]) -> None:
    """Brans, Vincke and Mareschal (1986), table of the six generalised criteria."""
    np.testing.assert_allclose(preference_degree(DIFFERENCES, preference), degrees, atol=1e-15)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "v-shape"},
        {"kind": "gaussian"},
        {"kind": "u-shape", "q": -1.0},
        {"kind": "level", "q": 3.0, "p": 3.0},
        {"kind": "linear", "q": 3.0, "p": 1.0},
        {"kind": "gaussian", "s": float("nan")},
    ],
)
def test_thresholds_that_make_no_function_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(CaseError, match=str(wrong["kind"])):
        Preference(**wrong)  # type: ignore[arg-type] # a table of tests


def test_every_type_says_what_it_needs() -> None:
    assert set(NEEDS) == set(PREFERENCE_TYPES)
