import pandas as pd

from layout.viz.ranking import RANK_COLORS, ranking_style
from layout.viz.spec import class_of, radius_px


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "site_id": [f"s{number}" for number in range(20)],
            "name_zh": "园区",
            "name_en": "Park",
            "rank": pd.array([1, 2, 3, 5, 5, 6, *range(7, 20), pd.NA], dtype="Int64"),
            "score": [1 - number / 20 for number in range(20)],
        }
    )


def test_ranks_fall_in_their_classes() -> None:
    spec = ranking_style(frame())
    assert [entry["count"] for entry in spec["classes"]] == [1, 4, 10, 4]
    assert spec["no_data"]["count"] == 1
    labels = {rank: class_of(spec, rank)["label"]["en"] for rank in (1, 2, 5, 6, 15, 16)}
    assert labels == {1: "First", 2: "2 to 5", 5: "2 to 5", 6: "6 to 15", 15: "6 to 15", 16: "16 and below"}


def test_the_first_rank_is_the_darkest() -> None:
    assert class_of(ranking_style(frame()), 1)["color"] == RANK_COLORS[0]


def test_a_higher_score_is_drawn_larger() -> None:
    radius = ranking_style(frame())["radius"]
    sizes = [radius_px(radius, score) for score in (0.1, 0.5, 0.9)]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 3


def test_ranks_as_plain_integers_or_floats_do_as_well() -> None:
    plain = frame().dropna()
    assert ranking_style(plain.astype({"rank": "int64"}))["classes"] == ranking_style(plain)["classes"]
    assert ranking_style(plain.astype({"rank": "float64"}))["classes"] == ranking_style(plain)["classes"]
