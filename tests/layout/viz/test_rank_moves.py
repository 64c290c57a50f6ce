import numpy as np
import pandas as pd
import pytest

from layout.viz.rank_moves import moves_style
from layout.viz.spec import class_of

FRAME = pd.DataFrame(
    {
        "site_id": list("abcdef"),
        "moved": [7.0, 1.0, 0.0, -5.0, -6.0, np.nan],
        "rank_old": [9, 2, 3, 4, 1, 5],
        "rank_new": [2, 1, 3, 9, 7, np.nan],
    }
)


@pytest.mark.parametrize(
    ("moved", "label"),
    [
        (7.0, "6 or more won"),
        (1.0, "1 to 5 won"),
        (0.0, "same rank"),
        (-5.0, "1 to 5 lost"),
        (-6.0, "6 or more lost"),
    ],
)
def test_places_won_and_lost_have_their_classes(moved: float, label: str) -> None:
    found = class_of(moves_style(FRAME), moved)
    assert found is not None
    assert found["label"]["en"] == label
    assert found["count"] == 1


def test_a_site_that_is_not_in_both_has_the_look_of_no_data() -> None:
    style = moves_style(FRAME)
    assert class_of(style, None) is None
    assert style["no_data"]["count"] == 1
