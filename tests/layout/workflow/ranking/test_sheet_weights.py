import math

import pytest

from layout.config.weighing_ahp import GOAL
from layout.entities.document import Heading, Items, Paragraph, Table
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.ranking.sheet_weights import weight_blocks
from tests.layout.battery import CRITERIA
from tests.layout.workflow.ranked_cases import case
from tests.layout.workflow.ranking.test_weights import CHAIN, GIVEN, GROUPED, ROUND


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
    found = result.weighting.levels[GOAL]
    assert [row[-1] for row in group.rows] == [*found.consistency.tolist(), found.joint.cr]
    assert group.rows[1][2:-1] == pytest.approx(found.experts.loc["B", list(CRITERIA)].tolist())
    assert group.rows[2][2:-1] == pytest.approx(result.matrix.weights.tolist())
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


def test_a_hierarchy_is_printed_level_by_level() -> None:
    result = rank_sites(case(weights=GROUPED))
    _, goal, *inside, levels = [
        block for block in weight_blocks(result, language="zh") if isinstance(block, Table)
    ]
    assert goal.headings[0] == "各组之间"
    assert {table.headings[0] for table in inside} == {"交通通达", "产业基础"}
    assert "交通通达" in goal.headings
    assert len(levels.rows) == len(goal.rows) + sum(len(table.rows) for table in inside)
    reached = {row[1]: row[3] for row in levels.rows if row[3] != "–"}
    assert sum(map(float, reached.values())) == pytest.approx(1)


def test_who_judged_what_is_printed_and_what_was_left_out_is_said() -> None:
    first = {"land_fit": dict.fromkeys(("cluster_fit", "cluster_neighbourhood"), 2)}
    rest = {
        "land_fit": dict.fromkeys(
            [name for name in CRITERIA if name not in ("land_fit", *first["land_fit"])], 3
        )
    }
    experts = [
        {"name": "A", "judgements": first},
        {"name": "B", "judgements": rest},
        {"name": "C", "judgements": {}},
    ]
    blocks = list(
        weight_blocks(rank_sites(case(weights={"method": "ahp", "experts": experts})), language="en")
    )
    table = [block for block in blocks if isinstance(block, Table)][-1]
    total = len(CRITERIA) * (len(CRITERIA) - 1) // 2
    assert [row[:2] for row in table.rows] == [
        ["A", f"2/{total}"],
        ["B", f"{len(CRITERIA) - 3}/{total}"],
        ["C", f"0/{total}"],
        ["all together", f"{len(CRITERIA) - 1}/{total}"],
    ]
    assert all(math.isnan(float(cell)) for row in table.rows[:3] for cell in row[2:])  # type: ignore[arg-type]
    assert table.rows[3][2] == pytest.approx(1 / (1 + 2 / 2 + (len(CRITERIA) - 3) / 3))
    quiet = [block.words for block in blocks if isinstance(block, Paragraph)]
    assert quiet[0] == "No judgement."
    assert "not enough judgements alone" in quiet[1]
