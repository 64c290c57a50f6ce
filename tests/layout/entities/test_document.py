import numpy as np
import pytest

from layout.entities.document import Plot, Plots, cell_words, is_number


@pytest.mark.parametrize(
    ("value", "words", "number"),
    [
        (1234, "1,234", True),
        (0.12344, "0.1234", True),
        (float("nan"), "–", True),
        (True, "True", False),
        ("text", "text", False),
        (None, "None", False),
    ],
)
def test_cells(value: object, words: str, *, number: bool) -> None:
    assert cell_words(value) == words
    assert is_number(value) is number


def test_plots_hold_plots() -> None:
    plot = Plot("x", np.array([1.0]), np.array([0.5]))
    assert Plots((plot,)).plots[0].curve is None
