from html import unescape

import pytest

from geodata.text import Language
from layout.ui.landuse.targets_view import (
    ALL,
    board_html,
    conflicts_html,
    counts_html,
    facts_html,
    group_options,
)
from layout.workflow.landuse.target_board import Board, target_board


@pytest.fixture(scope="module")
def board() -> Board:
    return target_board(as_of=2026)


def test_counts_add_up_to_all_goals(board: Board) -> None:
    html = counts_html(board, "en")
    assert "71 goals" in html
    numbers = [int(part.split()[-1]) for part in html.split("</span>")[:-1]]
    assert sum(numbers) == 71


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_goal_is_a_row_of_its_group(board: Board, language: Language) -> None:
    assert board_html(board, ALL, language=language).count("<tr>") == 72
    groups = group_options(board, language)
    assert len(groups) == board.table["group"].nunique() + 1
    rows = [board_html(board, group, language=language).count("<tr>") - 1 for group in groups if group != ALL]
    assert sum(rows) == 71


def test_unknown_figures_say_so_and_paces_have_signs(board: Board) -> None:
    html = unescape(board_html(board, "green", language="en"))
    assert "no data" in html
    assert "-2.6" in html
    assert "+7.24 %" in unescape(board_html(board, "scale", language="en"))


def test_one_goal_in_detail(board: Board) -> None:
    row = board.table.loc["strategic_share_2027"].to_dict()
    html = unescape(facts_html(row, "zh"))
    assert "未采用" in html
    assert "31.9" in html
    assert "来源" in html
    assert "Later, part of a year" not in facts_html(board.table.loc["trade_2027"].to_dict(), "en")


def test_conflicts_have_a_row_a_figure_and_name_the_goal_once(board: Board) -> None:
    html = conflicts_html(board, "zh")
    assert html.count("<tr>") == 1 + sum(len(conflict.sides) for conflict in board.conflicts)
    assert html.count("原文增速与其所列数值不符") == 1
    assert "9.382" in html


@pytest.mark.parametrize(("language", "unit"), [("zh", "亿元"), ("en", "×10⁸ CNY")])
def test_the_figures_of_a_goal_carry_their_unit(board: Board, language: Language, unit: str) -> None:
    html = unescape(facts_html(board.table.loc["revenue_2027"].to_dict(), language))
    for figure in ("28,200", "40,000", "+2,360"):
        assert f"{figure} {unit}" in html
    table = unescape(board_html(board, "scale", language=language))
    assert f"<td>{unit}</td>" in table
    assert f"{unit} (" not in table
