import pytest

from layout.errors import CaseError
from layout.scoring.weighting.hierarchy import Branch, hierarchy_weights
from layout.scoring.weighting.pairwise import parse_pairwise


def compared(*names: str, ratio: str = "3") -> Branch:
    return Branch(parse_pairwise(names, [["1", ratio], ["", "1"]]))


def test_weights_multiply_down_the_tree() -> None:
    goal = Branch(compared("access", "land").pairwise, {"access": compared("port", "rail", ratio="1")})
    found = hierarchy_weights(goal)
    assert found.weights == pytest.approx({"port": 0.375, "rail": 0.375, "land": 0.25})
    assert set(found.local) == {(), ("access",)}


def test_branch_that_nobody_compares_and_leaf_in_two_places_are_named() -> None:
    with pytest.raises(CaseError, match="labour has items below it"):
        hierarchy_weights(Branch(compared("access", "land").pairwise, {"labour": compared("a", "b")}))
    with pytest.raises(CaseError, match="port stands in two places"):
        hierarchy_weights(
            Branch(
                compared("access", "land").pairwise,
                {"access": compared("port", "rail"), "land": compared("port", "x")},
            )
        )
