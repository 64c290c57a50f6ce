import pandas as pd
import pytest

from layout.workflow.landuse.target_board import (
    conflict_text,
    part_year_text,
    scope_names,
    statistics_with,
    target_board,
    target_lines,
)

OFFICE = pd.DataFrame(
    {
        "entity_kind": ["city"],
        "entity_id": ["500000"],
        "indicator_id": ["operating_revenue"],
        "year": pd.array([2024], dtype="Int64"),
        "period": ["FY"],
        "value": [33_500.0],
        "unit": ["1e8 CNY"],
        "source_ids": [("统计公报",)],
        "confidence": ["seen_primary"],
        "note": [""],
        "value_qualifier": ["exact"],
    }
)


def test_every_goal_speaks_both_languages() -> None:
    board = target_board(as_of=2026).table
    assert len(board) == 71
    for column in ("group_name", "unit_name", "scope_name", "standing_name", "source"):
        assert (board[f"{column}_en"] != "").all()
        assert (board[f"{column}_zh"] != "").all()
    assert board.loc["output_per_km2_2027", "scope_name_zh"] == "重庆市"
    assert board.loc["biocity_output_2030", "scope_name_zh"] != "intl_biocity"


def test_figures_of_the_office_move_a_goal() -> None:
    assert target_board(as_of=2026).table.loc["revenue_2027", "standing"] == "baseline_only"
    board = target_board(office=OFFICE, as_of=2026).table
    assert board.loc["revenue_2027", "standing"] == "ahead"
    assert len(statistics_with(OFFICE)) == len(statistics_with(None)) + 1


def test_lines_of_a_goal_start_at_the_latest_figure_and_end_at_the_goal() -> None:
    lines = target_lines("revenue_2027")
    assert set(lines["series"]) == {"figure", "goal", "linear", "compound"}
    for kind in ("linear", "compound"):
        own = lines[lines["series"] == kind]
        assert own["value"].iloc[[0, -1]].tolist() == pytest.approx([28_200, 40_000])
    moved = target_lines("revenue_2027", office=OFFICE)
    assert moved[moved["series"] == "linear"]["year"].tolist() == [2024, 2025, 2026, 2027]


def test_a_goal_with_a_baseline_of_its_own_draws_it() -> None:
    lines = target_lines("energy_intensity_2027")
    assert lines[lines["series"] == "figure"].to_numpy().tolist() == [[2022, 0.0, "figure"]]
    assert "compound" not in set(lines["series"])


def test_a_goal_without_figures_draws_only_itself() -> None:
    assert target_lines("trade_2027")["series"].tolist() == ["goal"]
    assert target_lines("missing_percentage_2027").empty
    assert "part_year" in set(target_lines("strategic_share_2027")["series"])


def test_conflicts_are_told_with_both_sides_and_sources() -> None:
    texts = [conflict_text(conflict) for conflict in target_board(as_of=2026).conflicts]
    growth = next(text for text in texts if "growth printed" in text.en)
    assert "7.7" in growth.en
    assert "9.382" in growth.zh
    assert all("[" in text.en and "［" in text.zh for text in texts)


def test_part_of_a_year_in_words() -> None:
    assert part_year_text(None) is None
    text = part_year_text((2023, "Q1-Q3", 31.9))
    assert text is not None
    assert "31.9" in text.en
    assert "未采用" in text.zh


def test_scopes_have_names() -> None:
    assert {"500000", "500117", "western_yu", "intl_biocity"} <= set(scope_names())
