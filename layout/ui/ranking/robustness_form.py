"""How the ranking is put to the test, edited beside its certificate: draws, seed and the weights that are considered."""

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from geodata.text import Language
from layout.config import Case
from layout.config.case_proof import Robustness
from layout.i18n import translate
from layout.scoring.robustness.model_choice import DRAWN_BY
from layout.ui.case.edits import bind_edit, is_edited, undo
from layout.ui.widgets import words_of

PATH: Final = "robustness"
MOST_DRAWS: Final = 50_000
"""More take too long for a page; a case or the command may ask for more."""
_LARGEST_SEED: Final = 2**31 - 1
_STATED: Final = {"ordinal": "rank", "interval": "weight_range"}
"""Spaces that need a statement on each criterion, which only the case can make."""


def spaces_of(given: Robustness) -> tuple[str, ...]:
    """Return the kinds of weights that can be considered: all, around the given ones, and those that the case states.

    Parameters
    ----------
    given
        What the case says.
    """
    return ("around", "uniform", *(kind for kind, table in _STATED.items() if getattr(given, table)))


def ask_robustness(key: str, case: Case, *, language: Language) -> None:
    """Draw the fields; what is changed becomes part of the case.

    Parameters
    ----------
    key
        Key of the case.
    case
        The draft.
    language
        Language of every word.
    """
    given = case.robustness
    seed = case.scoring.seed if given.seed is None else given.seed
    with st.expander(translate("sites.robust.title", language)):
        space, draws, start, near = st.columns([1.6, 1, 1, 1])
        with space:
            _space(key, given, language)
        with draws:
            most = max(MOST_DRAWS, given.draws)
            _number(key, given, "draws", value=given.draws, limits=(100, most), language=language)
        with start:
            most = max(_LARGEST_SEED, seed)
            _number(key, given, "seed", value=seed, limits=(0, most), language=language)
        if given.space == "around":
            with near:
                _number(
                    key,
                    given,
                    "concentration",
                    value=given.concentration,
                    limits=(1.0, max(10_000.0, given.concentration)),
                    language=language,
                )
        if case.scoring.methods[0] != "weighted_sum":
            with st.columns([1.6, 3])[0]:
                _model(key, given, language)
        if is_edited(key, PATH):
            st.button(
                translate("sites.back_to_case", language),
                key="w_robustness_back",
                on_click=lambda: undo(key, PATH),
            )


def changed_robustness(given: Robustness, name: str, *, value: Any) -> dict[str, Any]:  # noqa: ANN401 - a number or a word
    """Return the `[robustness]` section with one value changed, as plain data.

    Parameters
    ----------
    given
        What the case says.
    name
        What is changed.
    value
        Its new value; None, which a blank field gives, leaves what stands.
    """
    section: dict[str, Any] = given.model_dump(mode="json", exclude_none=True)
    return section if value is None else {**section, name: value}


def _put(given: Robustness, name: str) -> Callable[[Any], dict[str, Any]]:
    """Return what makes the section out of a widget's value."""
    return lambda value: changed_robustness(given, name, value=value)


def _space(key: str, given: Robustness, language: Language) -> None:
    """Draw the choice of the weights that are considered."""
    options = spaces_of(given)
    words = words_of(options, "cli.smaa.space", language=language)
    widget, changed = bind_edit(key, PATH, value=given.space, name=".space", put=_put(given, "space"))
    st.selectbox(
        translate("sites.robust.space", language),
        options,
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
    )


def _model(key: str, given: Robustness, language: Language) -> None:
    """Draw the choice of what scores the draws; the weighted sum is the additive model itself."""
    words = words_of(DRAWN_BY, "smaa_model.option", language=language)
    widget, changed = bind_edit(key, PATH, value=given.model, name=".model", put=_put(given, "model"))
    st.selectbox(
        translate("smaa_model.label", language),
        DRAWN_BY,
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
    )


def _number(
    key: str,
    given: Robustness,
    name: str,
    *,
    value: float,
    limits: tuple[float, float],
    language: Language,
) -> None:
    """Draw one number; whole where its limits are."""
    widget, changed = bind_edit(key, PATH, value=value, name=f".{name}", put=_put(given, name))
    low, high = limits
    label = translate(f"sites.robust.{name}", language)
    st.number_input(label, min_value=low, max_value=high, key=widget, on_change=changed)
