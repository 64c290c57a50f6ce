from streamlit.testing.v1 import AppTest


def _script() -> None:
    from layout.config import load_case  # noqa: PLC0415 - the script runs by itself
    from layout.resources import find_case  # noqa: PLC0415 - the script runs by itself
    from layout.ui.results import show_results  # noqa: PLC0415 - the script runs by itself
    from layout.ui.runs import run_case  # noqa: PLC0415 - the script runs by itself

    show_results(run_case(load_case(find_case("nev-battery"))), "en")


def _app() -> AppTest:
    app = AppTest.from_function(_script, default_timeout=60)
    app.query_params["lang"] = "en"
    return app.run()


def test_everything_of_a_run_is_on_the_page() -> None:
    app = _app()
    assert not app.exception
    words = "".join(element.proto.body for element in app.get("html"))
    for expected in (
        "illustrative input",
        "sites ranked",
        "were not evaluated",
        "ranks 1 of",
        "planner&#x27;s judgement",
    ):
        assert expected.lower() in words.lower(), expected
    assert [tab.label for tab in app.tabs] == [
        "Ranking",
        "Why this rank",
        "Criteria and sources",
        "Rules not evaluated",
        "Files",
    ]


def test_the_four_files_are_offered() -> None:
    labels = {button.proto.label for button in _app().get("download_button")}
    assert labels == {"ranking.csv", "sites.geojson", "run.json", "case.toml"}


def test_all_sites_are_shown_on_request() -> None:
    app = _app()
    before = max(element.proto.body.count("<tr") for element in app.get("html"))
    next(box for box in app.selectbox if box.label == "Show").select("all").run()
    after = max(element.proto.body.count("<tr") for element in app.get("html"))
    assert after > before + 30
