from layout.ui.kept.runs import Run
from layout.ui.sites.rules_step import board_html
from layout.workflow.ranking.rule_board import rule_board
from tests.drawn import html_of, site_step


def test_rules_without_data_are_told_and_pass_nobody() -> None:
    html = html_of(site_step("rules"))
    assert "could not be evaluated" in html
    assert "No candidate was removed" in html


def test_an_enforced_indicator_removes_sites_by_name(run: Run) -> None:
    board = rule_board(run.result).set_index("rule_id")
    failing = str(board.index[board["fail"] > 0][0])
    app = site_step("rules")
    app.multiselect[0].set_value([failing]).run()
    assert not app.exception
    html = html_of(app)
    assert "No candidate was removed" not in html
    assert f">{board.loc[failing, 'fail']}</td>" in html


def test_evaluated_rules_come_first_and_a_year_that_is_unknown_is_left_out(run: Run) -> None:
    board = rule_board(run.result)
    html = board_html(board, "en")
    known = board.loc[(board["pass"] + board["fail"]) > 0, "name_en"].iloc[0]
    open_one = board.loc[board["not_evaluated"] > 0, "name_en"].iloc[0]
    assert html.index(known.split("&")[0]) < html.index(open_one.split("&")[0])
    assert "(no data)" not in html
