import pytest

from layout.entities.document import Heading, Items, Table
from layout.workflow.rank import rank_sites
from layout.workflow.ranking_sheet_weights import weight_blocks
from tests.layout.workflow.ranked_cases import case
from tests.layout.workflow.test_weights import CHAIN, GIVEN, ORDER, ROUND


def test_judgements_stand_as_they_were_given_and_experts_side_by_side() -> None:
    experts = [{"name": "规划局", "judgements": ROUND}, {"name": "B", "judgements": CHAIN}]
    result = rank_sites(case(weights={"method": "ahp", "experts": experts}))
    blocks = list(weight_blocks(result, language="zh"))
    titles = [block.title for block in blocks if isinstance(block, Heading)]
    assert "规划局的判断矩阵" in titles
    weights, first, _, group = [block for block in blocks if isinstance(block, Table)]
    assert [row[1] for row in weights.rows] == pytest.approx(result.matrix.weights.tolist())
    assert first.rows[0][1:4] == ["1", "2", ""]
    assert first.rows[-1][1] == "1"
    assert result.weighting.group is not None
    assert [row[-1] for row in group.rows] == result.weighting.group.consistency.tolist()
    assert group.rows[1][1:-1] == pytest.approx(result.weighting.group.experts.loc["B", list(ORDER)].tolist())
    assert any(
        "一致性" in sentence for block in blocks if isinstance(block, Items) for sentence in block.sentences
    )


@pytest.mark.parametrize(
    ("kind", "columns"),
    [("best_worst", 3), ("swing", 2), ("ordinal", 2), ("direct", None), ("mixture", None)],
)
def test_points_ranks_and_comparisons_are_printed(kind: str, columns: int | None) -> None:
    result = rank_sites(case(weights=GIVEN[kind][0]))
    tables = [block for block in weight_blocks(result, language="en") if isinstance(block, Table)]
    assert len(tables) == (1 if columns is None else 2)
    if columns is not None:
        assert len(tables[1].headings) == columns
        assert [row[0] for row in tables[1].rows] == [
            item.title.en for item in result.matrix.criteria.values()
        ]
