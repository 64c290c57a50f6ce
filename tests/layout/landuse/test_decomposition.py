import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.landuse.decomposition import split_difference, split_gaps, split_members


def series(**values: float) -> pd.Series:
    return pd.Series(values, dtype="float64")


def test_only_the_mix_differs() -> None:
    found = split_difference(
        series(x=300.0, y=10.0),
        series(x=3.0, y=1.0),
        output_b=series(x=100.0, y=30.0),
        land_b=series(x=1.0, y=3.0),
    )
    assert found["intensity"].sum() == pytest.approx(0)
    assert found["structure"].sum() == pytest.approx(310 / 4 - 130 / 4)


def test_only_the_yield_differs() -> None:
    found = split_difference(
        series(x=120.0, y=24.0),
        series(x=1.0, y=2.0),
        output_b=series(x=100.0, y=20.0),
        land_b=series(x=1.0, y=2.0),
    )
    assert found["structure"].sum() == pytest.approx(0)
    assert found["intensity"].sum() == pytest.approx(24 / 3)


def test_hand_worked_two_kinds() -> None:
    # a: 60 % of land at 100, 40 % at 50 -> 80; b: 50 % at 90, 50 % at 40 -> 65
    found = split_difference(
        series(x=60.0, y=20.0),
        series(x=0.6, y=0.4),
        output_b=series(x=45.0, y=20.0),
        land_b=series(x=0.5, y=0.5),
    )
    assert found["structure"].sum() == pytest.approx(0.1 * 95 - 0.1 * 45)
    assert found["intensity"].sum() == pytest.approx(0.55 * 10 + 0.45 * 10)


def test_a_kind_that_one_side_lacks_is_structure() -> None:
    found = split_difference(
        series(x=100.0), series(x=1.0), output_b=series(x=100.0, y=10.0), land_b=series(x=1.0, y=1.0)
    )
    assert found.loc["y", "intensity"] == 0
    assert found["structure"].sum() == pytest.approx(100 - 55)


pairs = st.lists(st.tuples(st.floats(0.01, 500), st.floats(0.01, 30)), min_size=3, max_size=3)


@given(pairs, pairs)
def test_it_is_exact_and_turns_its_sign(
    left: list[tuple[float, float]], right: list[tuple[float, float]]
) -> None:
    a = pd.DataFrame(left, columns=["output", "land"], index=["x", "y", "z"])
    b = pd.DataFrame(right, columns=["output", "land"], index=["w", "y", "z"])
    there = split_difference(a["output"], a["land"], output_b=b["output"], land_b=b["land"])
    back = split_difference(b["output"], b["land"], output_b=a["output"], land_b=a["land"])
    whole = a["output"].sum() / a["land"].sum() - b["output"].sum() / b["land"].sum()
    assert there[["structure", "intensity"]].sum().sum() == pytest.approx(whole, rel=1e-9, abs=1e-6)
    assert there["structure"].sum() == pytest.approx(-back["structure"].sum(), rel=1e-9, abs=1e-6)


def test_groups_split_their_gap_without_remainder() -> None:
    frame = pd.DataFrame(
        {
            "output": [100.0, 20.0, 30.0, 5.0, np.nan],
            "land": [1.0, 1.0, 2.0, 0.5, 1.0],
            "group": ["east", "east", "west", "west", "west"],
            "kind": ["car", "steel", "steel", "food", "car"],
        },
        index=list("abcde"),
    )
    found = split_gaps(
        frame["output"], frame["land"], groups=frame["group"], kinds=frame["kind"], target=75.0
    )
    rebuilt = found["land_km2"] * (found["common"] - found["structure"] - found["intensity"])
    assert rebuilt.tolist() == pytest.approx(found["gap_yi"].tolist())
    assert found["gap_yi"].sum() == pytest.approx(75 * 4.5 - 155)
    assert (found["structure"] + found["intensity"]).tolist() == pytest.approx(found["to_city"].tolist())


@pytest.mark.parametrize("output", [np.nan, -1.0])
def test_unknown_or_negative_figures_are_refused(output: float) -> None:
    with pytest.raises(ValueError, match="known output and land"):
        split_difference(series(x=output), series(x=1.0), output_b=series(x=1.0), land_b=series(x=1.0))


def test_groups_that_overlap_are_held_against_a_whole_that_counts_each_once() -> None:
    output = pd.Series({"a": 100.0, "b": 30.0, "c": 10.0, "inner": 5.0})
    land = pd.Series({"a": 1.0, "b": 1.0, "c": 2.0, "inner": 0.1})
    kinds = pd.Series({"a": "car", "b": "food", "c": "food", "inner": "food"})
    found = split_members(
        output,
        land,
        members={"west": ["a", "b"], "east": ["b", "c"], "none": []},
        whole=["a", "b", "c"],
        kinds=kinds,
        target=75.0,
    )
    assert found.index.tolist() == ["west", "east"]
    assert found["city_intensity"].tolist() == pytest.approx([35.0, 35.0])
    assert found["to_city"].tolist() == pytest.approx([65 - 35, 40 / 3 - 35])
    assert (found["structure"] + found["intensity"]).tolist() == pytest.approx(found["to_city"].tolist())
    assert found["gap_yi"].tolist() == pytest.approx([150 - 130, 225 - 40])
