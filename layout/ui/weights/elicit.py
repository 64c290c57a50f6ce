"""The other ways to weigh: swing points, an order, best and worst, what the data say, and a mixture."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.scoring.weighting.ordinal import ORDINAL_WEIGHTINGS
from layout.ui.state import bind
from layout.ui.weights.state import JUDGED, OBJECTIVE, SCALE, Section, compared, judged, keep_judged
from layout.ui.widgets import choice, labelled_row, quiet, words_of
from layout.viz.escape import safe_html

Titles = Mapping[str, str]
_STEP: Final = 5


def ask_swing(key: str, titles: Titles, *, language: Language) -> None:
    """Draw a slider a criterion: what the step from its worst to its best is worth, the greatest being 100."""
    quiet(translate("sites.swing.note", language))
    section = judged(key, "swing", names=tuple(titles))
    for name, title in titles.items():
        widget, _ = bind(f"{key}.swing.{name}", int(section["points"].get(name, 0)))

        def changed(name: str = name, widget: str = widget) -> None:
            points = {
                **judged(key, "swing", names=tuple(titles))["points"],
                name: float(st.session_state[widget]),
            }
            keep_judged(key, "swing", section={**section, "points": points})

        st.slider(title, 0, 100, step=_STEP, key=widget, on_change=changed)


def ask_ordinal(key: str, titles: Titles, *, language: Language) -> None:
    """Draw one row of places a criterion: 1 is the most important, equal places are allowed."""
    section = judged(key, "ordinal", names=tuple(titles))
    formulas = words_of(ORDINAL_WEIGHTINGS, "sites.ordinal", language=language)
    _select(
        key,
        "ordinal",
        "formula",
        options=formulas,
        section=section,
        label=translate("sites.ordinal.formula", language),
    )
    quiet(translate("sites.ordinal.note", language))
    places = tuple(range(1, len(titles) + 1))
    for name, title in titles.items():
        value = min(int(section["ranks"].get(name, len(titles))), len(titles))
        widget, _ = bind(f"{key}.ordinal.{name}", value)

        def changed(name: str = name, widget: str = widget) -> None:
            given = st.session_state[widget]
            now = judged(key, "ordinal", names=tuple(titles))
            if given is not None:
                keep_judged(key, "ordinal", section={**now, "ranks": {**now["ranks"], name: int(given)}})

        with labelled_row(f"order_{name}", f'<div class="cq-pair">{safe_html(title)}</div>'):
            st.segmented_control(
                title, places, key=widget, on_change=changed, label_visibility="collapsed", width="stretch"
            )


def ask_best_worst(key: str, titles: Titles, *, language: Language) -> None:
    """Draw the best and the worst criterion, and each of the others against both."""
    names = tuple(titles)
    section = judged(key, "best_worst", names=names)
    best, worst = ends(section, names)
    left, right = st.columns(2, gap="medium")
    with left:
        best = _end(key, "best", best, titles=titles, language=language)
    with right:
        worst = _end(key, "worst", worst, titles=titles, language=language)
    if best == worst:
        quiet(translate("sites.best_worst.same", language))
        return
    quiet(translate("sites.best_worst.note", language))
    section = compared(section, best, worst=worst)
    keep_judged(key, "best_worst", section=section)
    left, right = st.columns(2, gap="medium")
    with left:
        for name in names:
            if name != best:
                label = translate("sites.best_worst.over", language, one=titles[best], other=titles[name])
                _ratio(key, ("best_to_others", name), label, ends=(best, worst), names=names)
    with right:
        for name in names:
            if name not in (best, worst):
                label = translate("sites.best_worst.over", language, one=titles[name], other=titles[worst])
                _ratio(key, ("others_to_worst", name), label, ends=(best, worst), names=names)


def ends(section: Section, names: tuple[str, ...]) -> tuple[str, str]:
    """Return the best and the worst criterion of best–worst comparisons."""
    over, under = section["best_to_others"], section["others_to_worst"]
    best = max(names, key=lambda name: (over.get(name) == 1, under.get(name, 0)))
    worst = max(names, key=lambda name: (under.get(name) == 1, over.get(name, 0)))
    return best, worst


def _end(key: str, end: str, value: str, *, titles: Titles, language: Language) -> str:
    """Return the best or the worst criterion as chosen."""
    return choice(
        f"{key}.bw_{end}", titles, label=translate(f"sites.best_worst.{end}", language), default=value
    )


def _ratio(
    key: str, cell: tuple[str, str], label: str, *, ends: tuple[str, str], names: tuple[str, ...]
) -> None:
    """Draw one comparison from 1 to 9; that of the best with the worst is the same in both vectors."""
    vector, name = cell
    best, worst = ends
    section = judged(key, "best_worst", names=names)
    widget, _ = bind(f"{key}.bw.{vector}.{name}", int(section[vector].get(name, 1)))

    def changed() -> None:
        given = float(st.session_state[widget])
        now = judged(key, "best_worst", names=names)
        found = {**now, vector: {**now[vector], name: given}}
        if cell == ("best_to_others", worst):
            found["others_to_worst"] = {**now["others_to_worst"], best: given}
        keep_judged(key, "best_worst", section=found)

    st.slider(label, 1, SCALE, key=widget, on_change=changed)


def ask_data(key: str, titles: Titles, *, language: Language) -> None:
    """Draw the choice of what the data say."""
    quiet(translate("sites.data.note", language))
    section = judged(key, "data", names=tuple(titles))
    words = words_of(OBJECTIVE, "sites.data", language=language)
    _select(
        key, "data", "method", options=words, section=section, label=translate("sites.data.label", language)
    )


def ask_mixture(key: str, titles: Titles, *, language: Language) -> None:
    """Draw whose weights are mixed with which of the data, and in which shares."""
    section = judged(key, "mixture", names=tuple(titles))
    if "base" not in section:
        quiet(translate("sites.mixture.own", language))
        return
    _select(
        key,
        "mixture",
        "base",
        options=words_of(JUDGED, "sites.weighing", language=language),
        section=section,
        label=translate("sites.mixture.base", language),
    )
    words = words_of(OBJECTIVE, "sites.data", language=language)
    _select(
        key, "mixture", "data", options=words, section=section, label=translate("sites.data.label", language)
    )
    quiet(translate("sites.mixture.note", language))
    ways = words_of(("linear", "product"), "sites.mixture", language=language)
    _select(
        key,
        "mixture",
        "combine",
        options=ways,
        section=section,
        label=translate("sites.mixture.combine", language),
    )
    if section["combine"] == "linear":
        widget, _ = bind(f"{key}.mixture.share", int(section["share"]))

        def changed() -> None:
            keep_judged(key, "mixture", section={**section, "share": float(st.session_state[widget])})

        st.slider(
            translate("sites.mixture.share", language), 0, 100, step=_STEP, key=widget, on_change=changed
        )


def _select(key: str, method: str, field: str, *, options: Titles, section: Section, label: str) -> None:
    """Draw the choice of one field of a method's data."""
    widget, _ = bind(f"{key}.{method}.{field}", section[field])

    def changed() -> None:
        keep_judged(key, method, section={**section, field: st.session_state[widget]})

    st.selectbox(label, tuple(options), format_func=options.__getitem__, key=widget, on_change=changed)
