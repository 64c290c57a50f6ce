import json
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from layout.viz.proof_charts import acceptability_chart, difference_chart, interval_chart, waterfall_chart

TITLES = {"a": "A", "b": "B", "c": "C"}


def test_the_steps_of_a_waterfall_join_and_end_at_the_score() -> None:
    steps = pd.DataFrame(
        {"contribution": [0.1, 0.3, np.nan], "weight": [0.2, 0.3, 0.5]}, index=["a", "b", "c"]
    )
    rows = waterfall_chart(steps, TITLES, language="en")["data"]["values"]
    parts, total = rows[:-1], rows[-1]
    assert [row["name"] for row in parts] == ["B", "A", "C"]
    for before, after in pairwise(parts):
        assert after["begin"] == pytest.approx(before["end"])
    assert total["end"] == pytest.approx(0.4)
    assert [row["whole"] for row in rows] == [False, False, False, True]
    assert parts[1]["most"] == pytest.approx(0.3 + 0.2)


def test_differences_keep_their_order_and_sign() -> None:
    difference = pd.Series({"b": 0.2, "c": 0.0, "a": -0.1})
    rows = difference_chart(difference, TITLES, language="zh")["data"]["values"]
    assert [(row["name"], row["part"]) for row in rows] == [("B", 0.2), ("C", 0.0), ("A", -0.1)]


def test_rank_shares_are_stacked_in_the_order_of_ranks_with_a_colour_each() -> None:
    shares = pd.DataFrame({"1": [0.6, 0.4], "2": [0.3, 0.5], "3+": [0.1, 0.1]}, index=["x", "y"])
    spec = acceptability_chart(shares, "en")
    rows = spec["data"]["values"]
    assert [row["place"] for row in rows] == [0, 1, 2, 0, 1, 2]
    assert sum(row["share"] for row in rows if row["name"] == "x") == pytest.approx(1.0)
    scale = spec["encoding"]["color"]["scale"]
    assert scale["domain"] == ["1", "2", "3+"]
    assert len(set(scale["range"])) == 3


@pytest.mark.parametrize("groups", [1, 2, 3, 4, 5, 6])
def test_every_number_of_groups_has_as_many_colours(groups: int) -> None:
    shares = pd.DataFrame([[1 / groups] * groups], columns=[str(n) for n in range(groups)], index=["x"])
    colours = acceptability_chart(shares, "en")["encoding"]["color"]["scale"]["range"]
    assert len(set(colours)) == groups


def test_the_room_of_a_weight_holds_the_weight() -> None:
    table = pd.DataFrame(
        {"weight": [0.2], "low": [0.1], "high": [1.0], "below": ["x"], "above": [""]}, index=["a"]
    )
    spec = interval_chart(table, TITLES, language="en")
    assert spec["data"]["values"] == [{"name": "A", "weight": 0.2, "low": 0.1, "high": 1.0}]
    json.dumps(spec, allow_nan=False)
