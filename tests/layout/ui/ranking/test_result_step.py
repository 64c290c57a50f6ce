from layout.i18n import catalogue
from layout.ui.ranking.result_step import VIEWS


def test_every_view_has_words() -> None:
    assert {f"sites.part.{view}" for view in VIEWS} <= set(catalogue())
    assert next(iter(VIEWS)) == "ranking"
