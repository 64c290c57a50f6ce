import pytest
from streamlit.testing.v1 import AppTest

from layout.config.case_proof import Robustness
from layout.ui.ranking.robustness_form import changed_robustness, spaces_of


def test_only_spaces_that_the_case_states_are_offered() -> None:
    assert spaces_of(Robustness()) == ("around", "uniform")
    assert spaces_of(Robustness(rank=(("land_fit", 1),))) == ("around", "uniform", "ordinal")
    assert spaces_of(Robustness(weight_range=(("land_fit", (0.1, 0.4)),)))[2:] == ("interval",)


def test_one_value_is_changed_and_a_blank_changes_nothing() -> None:
    given = Robustness(draws=300, space="uniform", rank=(("land_fit", 1),))
    changed = Robustness.model_validate(changed_robustness(given, "draws", value=700))
    assert (changed.draws, changed.space, changed.rank) == (700, "uniform", given.rank)
    assert Robustness.model_validate(changed_robustness(given, "seed", value=None)) == given


def _script() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.case.draft import draft_case  # noqa: PLC0415 - the script runs by itself
    from layout.ui.ranking.robustness_form import ask_robustness  # noqa: PLC0415 - the script runs by itself

    ask_robustness("nev-battery", draft_case("nev-battery", "en"), language="en")
    st.text(draft_case("nev-battery", "en").robustness.model_dump_json())


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(_script, default_timeout=60).run()


def test_what_is_changed_becomes_part_of_the_case_and_can_be_taken_back(app: AppTest) -> None:
    before = app.text[0].value
    draws, seed, near = app.number_input
    assert near.label == "Closeness to the weights"
    draws.set_value(1200).run()
    app.number_input[1].set_value(9).run()
    assert not app.exception
    assert '"draws":1200,"seed":9' in app.text[0].value
    app.selectbox[0].select("uniform").run()
    assert '"space":"uniform"' in app.text[0].value
    assert '"draws":1200' in app.text[0].value
    assert [field.label for field in app.number_input] == ["Draws", "Seed"]
    app.button[0].click().run()
    assert app.text[0].value == before
    assert seed.label == "Seed"


def _ranked_by_another_method() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.case.draft import draft_case  # noqa: PLC0415 - the script runs by itself
    from layout.ui.ranking.robustness_form import ask_robustness  # noqa: PLC0415 - the script runs by itself
    from layout.ui.state import remember  # noqa: PLC0415 - the script runs by itself

    remember("nev-battery.method", "topsis")
    ask_robustness("nev-battery", draft_case("nev-battery", "en"), language="en")
    st.text(draft_case("nev-battery", "en").robustness.model)


def test_what_scores_the_draws_is_chosen_where_another_method_ranks(app: AppTest) -> None:
    assert "The draws are scored by" not in [box.label for box in app.selectbox]
    other = AppTest.from_function(_ranked_by_another_method, default_timeout=60).run()
    box = next(box for box in other.selectbox if box.label == "The draws are scored by")
    assert box.options == ["the method that ranks", "additive values"]
    assert other.text[0].value == "method"
    box.select("additive").run()
    assert not other.exception
    assert other.text[0].value == "additive"
