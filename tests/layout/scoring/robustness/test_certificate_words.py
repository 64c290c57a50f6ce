from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from layout.scoring.methods.plan import MethodPlan
from layout.scoring.problem import Problem
from layout.scoring.robustness.certificate import Certificate, Trial, make_certificate
from layout.scoring.robustness.certificate_words import doubt_sentences, edge_text, standing_sentences
from layout.scoring.robustness.uncertain import UncertainValues

Table = Callable[..., Problem]


def certified(problem: Problem, plan: MethodPlan) -> Certificate:
    return make_certificate(problem, plan, others={"vikor": MethodPlan("vikor")})


def texts(found: Certificate, language: str) -> str:
    return " ".join(getattr(text, language) for text in (*standing_sentences(found), *doubt_sentences(found)))


def test_what_would_make_it_wrong_is_said_in_both_languages(table: Table) -> None:
    problem = table([[9, 2, 5], [5, 6, 6], [2, 9, 4]], "", [5, 3, 2])
    found = certified(problem, MethodPlan("weighted_sum"))
    english, chinese = texts(found, "en"), texts(found, "zh")
    assert "is recommended" in english
    assert "It would be wrong if the weight of" in english
    assert "would come first if" in english
    assert "推荐" in chinese
    assert "若" in chinese
    assert "{" not in english + chinese


def test_firm_recommendation_says_that_nothing_dethrones_it(table: Table) -> None:
    found = certified(table([[9, 9], [1, 2], [2, 1]]), MethodPlan("weighted_sum"))
    english = texts(found, "en")
    assert "No single weight" in english
    assert "No weights whatever bring A2 first" in english


def test_shared_first_rank_and_dependence_on_the_others_are_said(table: Table) -> None:
    shared = certified(table([[1, 0], [0, 1], [0, 0]]), MethodPlan("weighted_sum"))
    assert "first rank is shared by 2: A1, A2" in texts(shared, "en")
    reversed_ = certified(
        table([[1, 9, 8], [9, 1, 9], [1, 1, 1]]), MethodPlan("weighted_sum", normalisation="sum")
    )
    assert "depends on which others are compared" in texts(reversed_, "en")


def test_reversal_below_the_first_is_told_apart(table: Table) -> None:
    found = certified(table([[8, 2], [1, 2], [4, 8], [4, 0]], "", [0.4, 0.6]), MethodPlan("weighted_sum"))
    assert "Ranks below the first depend on which others are compared" in texts(found, "en")
    assert "A3: A4 and A2" in texts(found, "en")


def test_one_alternative_is_compared_with_nothing(table: Table) -> None:
    found = certified(table([[3, 4]]), MethodPlan("weighted_sum"))
    assert [text.en for text in standing_sentences(found)] == [
        "A1 is the only one, so it is compared with nothing."
    ]
    assert doubt_sentences(found) == ()


def test_another_that_is_first_more_often_in_the_draws_is_a_doubt(table: Table) -> None:
    problem = table([[0.6, 0.6], [0.55, 0.55]])
    ranges = UncertainValues(np.array([[0.1, 0.1], [0.5, 0.5]]), np.array([[0.6, 0.6], [0.6, 0.6]]))
    plan = MethodPlan("weighted_sum", normalisation="none")
    found = make_certificate(problem, plan, others={}, trial=Trial(ranges=ranges, draws=2000))
    [doubt] = [text for text in doubt_sentences(found) if "more often" in text.en]
    assert "A2 is first more often" in doubt.en
    assert "A2居首更频繁" in doubt.zh
    sure = make_certificate(problem, plan, others={}, trial=Trial(draws=2000))
    assert not any("more often" in text.en for text in doubt_sentences(sure))


@given(edge=st.floats(1e-6, 1 - 1e-6), falls=st.booleans())
def test_edges_are_told_on_the_side_where_they_hold_and_apart_from_0_and_1(
    *, edge: float, falls: bool
) -> None:
    told = float(edge_text(edge, falls=falls))
    assert 0 < told < 1
    assert abs(told - edge) <= 1e-3
    # "below 0.142 the other is first" must be true of every weight below 0.142
    assert told <= edge + 1e-9 if falls else told >= edge - 1e-9


def test_edges_keep_round_numbers() -> None:
    assert edge_text(0.1 + 0.2, falls=False) == "0.300"
    assert edge_text(0.3 - 1e-12, falls=True) == "0.300"
    assert edge_text(0.00034, falls=True) == "0.0003"
    assert edge_text(0.99996, falls=False) == "0.99996"
