"""The step "weights": the way to weigh, its judgements, and beside them at once what they do to the first ten.

Only the fragment below reruns while weights are moved. It takes the candidates as they are measured already, so that
neither rules nor criteria nor the map are touched.
"""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config import Case
from layout.config.weighing import FoundWeights
from layout.i18n import translate
from layout.ui.case.brief_form import ask_method, ask_weights
from layout.ui.case.cases import case_by_key
from layout.ui.case.draft import draft_case, measured, unweighted_case
from layout.ui.case.edits import undo
from layout.ui.kept.runs import announce_case
from layout.ui.ranking.live_view import first_html, shares_html
from layout.ui.ranking.results import sites_map
from layout.ui.state import bind, forget_below, remember
from layout.ui.weights.ahp_consistency import show_ahp
from layout.ui.weights.ahp_unlinked import unlinked_words
from layout.ui.weights.elicit import ask_best_worst, ask_data, ask_mixture, ask_ordinal, ask_swing
from layout.ui.weights.elicit_ahp import ask_ahp
from layout.ui.weights.state import METHODS, case_section, chosen_method, judged, keep_weights
from layout.ui.widgets import heading, notice, quiet, words_of
from layout.workflow.ranking.live_rank import LiveRanking, live_ranking
from layout.workflow.ranking.rank import RankingResult

Titles = Mapping[str, str]
_MAP_HEIGHT: Final = 330


def show_weights(key: str, language: Language) -> None:
    """Draw the judgements of one way to weigh and, beside them, the weights and the first ten.

    Parameters
    ----------
    key
        Key of the case.
    language
        Language of every word.

    Raises
    ------
    CaseError, EmptyCandidatesError
        The candidates cannot be measured.
    """
    measured(key, language)
    _weigh(key, language)


@st.fragment
def _weigh(key: str, language: Language) -> None:
    """Draw judgements and effect; this is all that reruns when one is changed."""
    result = measured(key, language)
    titles = {name: about.title.pick(language) for name, about in result.matrix.criteria.items()}
    method = _method(key, language)
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        _ASK[method](key, titles, language=language)
        with st.expander(translate("ui.sites.method", language)):
            ask_method(key, case_by_key(key), language=language)
        st.button(
            translate("sites.back_to_case", language), key="w_weights_back", on_click=lambda: _reset(key)
        )
    with right:
        _effect(key, result, titles, language=language)


def _method(key: str, language: Language) -> str:
    """Return the way to weigh."""
    words = words_of(METHODS, "sites.weighing", language=language)
    widget, _ = bind(f"{key}.weighing_choice", chosen_method(key))

    def changed() -> None:
        # pressing the one that is on takes it off: it stays
        if st.session_state[widget] is not None:
            remember(f"{key}.weighing", st.session_state[widget])

    st.segmented_control(
        translate("sites.weights.method", language),
        METHODS,
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
    )
    return chosen_method(key)


def _ask_direct(key: str, titles: Titles, *, language: Language) -> None:
    """Draw points a criterion; beside them stand the shares that they come to."""
    del titles
    quiet(translate("sites.weights.direct_note", language))
    ask_weights(key, case_by_key(key), dropped=set(_dropped(key, language)), language=language)


def _dropped(key: str, language: Language) -> list[str]:
    """Return the criteria of the case that do not count as the brief stands."""
    active = measured(key, language).matrix.criterion_ids
    return [name for name in case_by_key(key).criteria.present() if name not in active]


_ASK: Final[Mapping[str, Callable[..., None]]] = {
    "direct": _ask_direct,
    "swing": ask_swing,
    "ahp": ask_ahp,
    "best_worst": ask_best_worst,
    "ordinal": ask_ordinal,
    "data": ask_data,
    "mixture": ask_mixture,
}


def _effect(key: str, result: RankingResult, titles: Titles, *, language: Language) -> None:
    """Draw what the weights come to, how consistent they are, and the first ten."""
    with st.container():  # always there, because a map that moves among its neighbours is mounted anew
        found = _now(key, result, titles, language)
    if found is None:
        return
    case, now = found
    before = live_ranking(unweighted_case(key, language), result)
    st.html(shares_html(now.weights, before.weights, titles=titles, language=language))
    with st.container():
        _consistency(key, now.found, titles, language)
    heading(translate("sites.live.title", language), translate("sites.live.note", language))
    names = {str(site): str(name) for site, name in result.sites[f"name_{language}"].items()}
    st.html(first_html(now, before, names=names, language=language))
    first = str(now.ranking.index[0])
    sites_map(announce_case(case), "live_map", site=first, language=language, height=_MAP_HEIGHT)


def _now(
    key: str, result: RankingResult, titles: Titles, language: Language
) -> tuple[Case, LiveRanking] | None:
    """Return case and ranking under the weights as judged, or as they held before; None where none can be run."""
    section = case_section(key, chosen_method(key), names=tuple(titles))
    try:
        case = draft_case(key, language, weights=section)
        now = live_ranking(case, result)
    except ExplainedError as error:
        _explain(key, error, titles, language)
    else:
        keep_weights(key, section)
        return case, now
    try:
        case = draft_case(key, language)
        now = live_ranking(case, result)
    except ExplainedError:
        return None  # said above already
    quiet(translate("sites.weights.held", language))
    return case, now


def _explain(key: str, error: ExplainedError, titles: Titles, language: Language) -> None:
    """Say why the judgements cannot be run, or which comparisons are still to be made."""
    method = chosen_method(key)
    if method == "mixture":
        method = str(judged(key, "mixture", names=tuple(titles)).get("base", method))
    lonely = unlinked_words(key, titles, language=language) if method == "ahp" else []
    if not lonely:
        notice(error.message(language), "warn")
    for words in lonely:
        notice(words)


def _consistency(key: str, found: FoundWeights, titles: Titles, language: Language) -> None:
    """Show how far the judgements behind the weights agree with each other."""
    if found.levels:
        show_ahp(key, found.levels, titles=titles, language=language)
    if found.best_worst is not None:
        best = found.best_worst
        words = translate(
            "sites.best_worst.consistency", language, xi=f"{best.xi:.3f}", ratio=f"{best.input_ratio:.3f}"
        )
        quiet(words)
        if best.worst is not None and best.worst in titles:
            quiet(translate("sites.best_worst.least", language, name=titles[best.worst]))
    for _, part in found.parts:
        _consistency(key, part, titles, language)


def _reset(key: str) -> None:
    """Let the weights, the method and the policy of the case hold again."""
    undo(key, "weights")
    for name in ("weight.", "judged.", "weighing", "bw_", "group_", "ahp_", "method", "missing"):
        forget_below(f"{key}.{name}")
