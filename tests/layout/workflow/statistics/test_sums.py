import pandas as pd
import pytest

from layout.workflow.statistics.answers import Answers
from layout.workflow.statistics.figures import join_table
from layout.workflow.statistics.join import desk_register
from layout.workflow.statistics.sums import compare_sums
from layout.workflow.statistics.table import figure_table


def told(frame: pd.DataFrame) -> list[str]:
    join = join_table(figure_table(frame, desk_register("38")), Answers(source="x", vintage="38"))
    return [note.en for note in compare_sums(join, {plan.heading: plan for plan in join.columns})]


@pytest.mark.parametrize(("total", "count"), [(60.0, 0), (60.2, 0), (61.0, 1), (0.6, 1), (0.0, 1)])
def test_half_a_per_cent_is_rounding_and_more_is_told(total: float, count: int) -> None:
    frame = pd.DataFrame(
        {"区县": ["万州区", "开县", "忠县", "合计"], "GDP（亿元）2023": [10.0, 20.0, 30.0, total]}
    )
    assert len(told(frame)) == count


def test_each_year_of_a_long_table_has_its_own_sum() -> None:
    frame = pd.DataFrame(
        {
            "区县": ["万州区", "开县", "全市"] * 2,
            "年份": [2022] * 3 + [2023] * 3,
            "GDP（亿元）": [1.0, 2.0, 3.0, 10.0, 20.0, 99.0],
        }
    )
    (note,) = told(frame)
    assert "99" in note
    assert "30" in note


def test_regions_are_no_further_parts() -> None:
    frame = pd.DataFrame(
        {"地区": ["全市", "主城都市区", "万州区", "开县"], "GDP（亿元）2023": [3.0, 9.0, 1.0, 2.0]}
    )
    assert not told(frame)
