from streamlit.testing.v1 import AppTest

from layout.ui.drawn import Drawn, stands


def _page() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.state import bind, recall  # noqa: PLC0415 - the script runs by itself

    if recall("shown", default=True):
        key, changed = bind("points", recall("points", 20))
        st.slider("points", 0, 100, key=key, on_change=changed)


def test_a_widget_that_comes_back_is_set_anew_and_one_that_stands_is_left_alone() -> None:
    app = AppTest.from_function(_page, default_timeout=30)
    app.run()
    assert app.slider[0].proto.set_value
    app.run()
    assert not app.slider[0].proto.set_value  # what is typed meanwhile is not overwritten
    app.session_state["cq_store"]["shown"] = False
    app.run()
    assert not app.slider
    app.session_state["cq_store"]["shown"] = True
    app.run()
    # without it the browser shows the least value, and sends it back with the next change
    assert app.slider[0].proto.set_value
    assert list(app.slider[0].proto.value) == [20]


def test_what_the_run_before_did_not_draw_does_not_stand() -> None:
    drawn = Drawn()
    first, second, third, fourth = ({} for _ in range(4))  # equal, but not the same
    assert [drawn.draw("a", first), drawn.draw("b", first), drawn.draw("a", first)] == [False, False, True]
    assert drawn.draw("a", second)
    assert [drawn.draw("a", third), drawn.draw("b", third)] == [True, False]
    assert drawn.draw("b", fourth)


def test_outside_of_a_run_nothing_stands() -> None:
    assert not stands("x")
