"""The form of a layout plan: objectives, main limits, solver; what it says becomes the case that is solved."""

from collections.abc import Sequence
from typing import cast

import streamlit as st

from geodata.text import Language
from geodata.units import CNY_PER_YI
from layout.allocation.terms import ObjectiveId
from layout.config.allocation import AllocationCase
from layout.i18n import translate
from layout.ui.kept.plans import inputs_of
from layout.ui.number_field import number_field, whole_number
from layout.ui.state import bind, recall
from layout.ui.widgets import choice, several, words_of
from layout.workflow.allocation.edit import (
    MODES,
    Choice,
    Edits,
    Mode,
    choices_of,
    limits_of,
    offered_objectives,
)
from layout.workflow.allocation.problem import Inputs
from layout.workflow.allocation.upload import Bundle

PLACES = 3
"""How many objectives the form takes beside one another."""
_NONE = ""
_AS_CASE = "case"


def ask_edits(key: str, bundle: Bundle, *, language: Language) -> Edits:
    """Draw the form and return what it changes in the case.

    Parameters
    ----------
    key
        Key of the case; what is entered is kept for each case.
    bundle
        The case with its files.
    language
        Language of every word.
    """
    case, inputs = bundle.case, inputs_of(bundle, scores=False)
    modes = words_of(MODES, "plan.mode", language=language)
    mode = cast("Mode", choice(f"{key}.mode", modes, label=translate("plan.field.mode", language)))
    offered = offered_objectives(case, inputs.projects, parks=inputs.parks)
    objectives = _objectives(key, mode, offered, language)
    with st.expander(translate("plan.field.limits", language), expanded=False):
        place = choice(
            f"{key}.place",
            words_of((_AS_CASE, "any", "all"), "plan.place", language=language),
            label=translate("plan.field.place", language),
        )
        most = number_field(
            f"{key}.most",
            translate("plan.field.most_parks", language),
            low=1.0,
            high=float(len(inputs.parks)),
        )
        budget = number_field(f"{key}.budget", translate("plan.field.budget", language), high=1e6)
        dropped = _dropped(key, case, language)
    seconds = whole_number(
        f"{key}.seconds",
        translate("plan.field.seconds", language),
        start=int(case.allocation.solver.time_limit_s),
        low=1,
        high=3600,
    )
    return Edits(
        mode=mode,
        objectives=objectives,
        choices=kept_choices(key, case, inputs=inputs),
        place_all=None if place == _AS_CASE else place == "all",
        most_parks=None if most is None else int(most),
        budget_cny=None if budget is None else budget * CNY_PER_YI,
        dropped=dropped,
        time_limit_s=float(seconds),
    )


def kept_choices(key: str, case: AllocationCase, *, inputs: Inputs) -> tuple[Choice, ...]:
    """Return the decisions on projects that the reader made, those of the case at first."""
    kept: tuple[Choice, ...] | None = recall(f"{key}.choices")
    return choices_of(case, inputs.projects) if kept is None else kept


def _objectives(
    key: str, mode: Mode, offered: Sequence[ObjectiveId], language: Language
) -> tuple[tuple[ObjectiveId, float], ...]:
    """Draw the objectives of a mode and return them with weight or share."""
    if mode == "case":
        return ()
    words = words_of(offered, "plan.objective", language=language)
    found: list[tuple[ObjectiveId, float]] = []
    for place in range(1 if mode == "single" else PLACES):
        optional = {_NONE: translate("plan.word.none", language)} if place else {}
        left, *right = st.columns([2, 1] if mode != "single" else [1], vertical_alignment="bottom")
        taken = {name for name, _ in found}
        rest = {name: word for name, word in words.items() if name not in taken}
        with left:
            label = translate("plan.field.objective", language, number=place + 1)
            chosen = choice(f"{key}.{mode}.{place}", {**optional, **rest}, label=label)
        number = _number(f"{key}.{mode}.{place}.number", mode, right[0], language) if right else 1.0
        if chosen:
            found.append((cast("ObjectiveId", chosen), number))
    return tuple(found)


def _number(name: str, mode: Mode, column: "st.delta_generator.DeltaGenerator", language: Language) -> float:
    """Draw the weight of an objective, or what later ones may take of it in percent."""
    weighted = mode == "weighted"
    start = 1.0 if weighted else 2.0
    key, changed = bind(name, recall(name, start))
    label = translate("plan.field.weight" if weighted else "plan.field.tolerance", language)
    value = column.number_input(label, min_value=0.0, max_value=100.0, key=key, on_change=changed, step=0.5)
    return max(float(value), 1e-6) if weighted else float(value) / 100


def _dropped(key: str, case: AllocationCase, language: Language) -> frozenset[str]:
    """Draw the limits of the case, all of them in force at first, and return those that were switched off."""
    words = {
        name: translate(f"plan.limit.{name.partition(':')[0]}", language, name=name.partition(":")[2])
        for name in limits_of(case)
    }
    if not words:
        return frozenset()
    kept = several(
        f"{key}.limits",
        words,
        label=translate("plan.field.in_force", language),
        placeholder=translate("plan.word.none", language),
        default=tuple(words),
    )
    return frozenset(words) - frozenset(kept)
