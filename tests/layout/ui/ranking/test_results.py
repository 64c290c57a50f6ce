from streamlit.testing.v1 import AppTest

from layout.ui.kept.runs import Run
from layout.ui.ranking.results import warnings_html


def _script() -> None:
    from layout.config import load_case  # noqa: PLC0415 - the script runs by itself
    from layout.resources import find_case  # noqa: PLC0415 - the script runs by itself
    from layout.ui.kept.runs import run_case  # noqa: PLC0415 - the script runs by itself
    from layout.ui.ranking.results import ranked_map, ranking_view, run_heading  # noqa: PLC0415 - the script runs by itself

    found = run_case(load_case(find_case("nev-battery")))
    run_heading(found, "en")
    ranked_map(found, "en")
    ranking_view(found, "en")


def _app() -> AppTest:
    app = AppTest.from_function(_script, default_timeout=60)
    app.query_params["lang"] = "en"
    return app.run()


def test_the_head_says_what_was_ranked_and_marks_an_illustrative_input() -> None:
    app = _app()
    assert not app.exception
    words = "".join(element.proto.body for element in app.get("html"))
    for expected in ("illustrative input", "61 sites ranked", "Power-battery plant"):
        assert expected in words


def test_warnings_are_listed_and_escaped(run: Run) -> None:
    html = warnings_html(run, "en")
    assert html.count("<li>") == len(run.result.warnings) > 0
    assert "planner&#x27;s" in html or "'" not in html


def test_all_sites_are_shown_on_request() -> None:
    app = _app()
    before = max(element.proto.body.count("<tr") for element in app.get("html"))
    next(box for box in app.selectbox if box.label == "Show").select("all").run()
    after = max(element.proto.body.count("<tr") for element in app.get("html"))
    assert after > before + 30
