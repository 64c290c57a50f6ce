from pathlib import Path

from streamlit.testing.v1 import AppTest

PAGE = Path(__file__).resolve().parents[2] / "pages" / "site_selection.py"


def _app(**query: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in {"lang": "en", **query}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def _html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def _press(app: AppTest) -> AppTest:
    next(button for button in app.button if button.label == "Rank the sites").click().run()
    assert not app.exception
    return app


def test_before_the_first_run_the_page_says_what_to_do() -> None:
    assert "Fill in the brief" in _html(_app())


def test_a_run_shows_ranking_and_files() -> None:
    app = _press(_app())
    assert "61 sites ranked" in _html(app)
    assert len(app.get("download_button")) == 4


def test_each_case_keeps_its_own_results() -> None:
    app = _press(_app())
    case = next(box for box in app.selectbox if box.label == "Start from the case")
    case.select("chemical-new-materials").run()
    assert "Fill in the brief" in _html(app)
    next(box for box in app.selectbox if box.label == "Start from the case").select("nev-battery").run()
    assert "61 sites ranked" in _html(app)


def test_weights_that_are_all_zero_are_refused_in_a_box_and_nothing_is_lost() -> None:
    app = _app()
    for slider in app.slider:
        slider.set_value(0.0)
    app.run()
    _press(app)
    boxes = [element.proto.body for element in app.get("html") if 'role="alert"' in element.proto.body]
    assert len(boxes) == 1
    assert "weight" in boxes[0]
    assert all(slider.value == 0.0 for slider in app.slider)


def test_an_edited_brief_is_what_is_run() -> None:
    app = _app()
    app.text_input[0].set_value("Plant {{1+1}}").run()
    html = _html(_press(app))
    assert "Plant &#123;&#123;1+1&#125;&#125;" in html
