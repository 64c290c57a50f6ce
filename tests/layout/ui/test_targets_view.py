from html import unescape

import pytest

from geodata.text import Language
from layout.ui.targets_view import (
    ALL,
    board_html,
    conflicts_html,
    counts_html,
    facts_html,
    group_options,
)
from layout.workflow.target_board import Board, target_board


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


def test_conflicts_are_a_list_with_escaped_text(board: Board) -> None:
    html = conflicts_html(board, "zh")
    assert html.count("<li>") == len(board.conflicts)
    assert "9.382" in html
