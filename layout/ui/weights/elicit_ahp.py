"""Pairwise comparisons made comfortable: one criterion against the others at a time, blanks allowed, one click each."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from geodata.text import Language
from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import joint_judgements
from layout.i18n import translate
from layout.ui.state import bind, remember
from layout.ui.weights.ahp_experts_form import ask_experts, expert_words
from layout.ui.weights.ahp_groups_form import ask_groups
from layout.ui.weights.ahp_levels import ask_level
from layout.ui.weights.ahp_tree_view import tree_html
from layout.ui.weights.judgements import (
    SCALE,
    Cells,
    judgement,
    matrix_html,
    pairs,
    row_html,
    scale_html,
    size_of,
)
from layout.ui.weights.state import judged, keep_judged
from layout.ui.widgets import ROW, choice, labelled_row, quiet

Titles = Mapping[str, str]
_PAIR: Final = 2
_ALL_AT_MOST: Final = 4
"""Items of a level up to which all its pairs are drawn at once."""


def ask_ahp(key: str, titles: Titles, *, language: Language) -> None:
    """Draw experts, groups, the comparisons of one item with the others of its level, and the matrix of the level.

    Parameters
    ----------
    key
        Key of the case.
    titles
        Words of the criteria that count, by id.
    language
        Language of every word.
    """
    place = ask_experts(key, titles, language=language)
    ask_groups(key, titles, language=language)
    section = judged(key, "ahp", names=tuple(titles))
    if section.get("groups"):
        given = AhpWeights.model_validate(section)
        st.html(tree_html(given, titles, place=place, language=language))
    _level(key, ask_level(key, titles, language=language), place, language)


def _level(key: str, titles: Titles, place: int, language: Language) -> None:
    """Draw the comparisons of one level."""
    names = tuple(titles)
    if len(names) == 1:
        quiet(translate("sites.ahp.single", language))
        return
    experts = judged(key, "ahp", names=names)["experts"]
    cells: Cells = experts[place]["judgements"]
    quiet(_progress_words(key, names, place, language), translate("sites.ahp.legend", language))
    if len(names) > _ALL_AT_MOST:
        row = _row(key, cells, titles, language)
        all_pairs = [(row, other) for other in names if other != row]
    else:
        all_pairs = pairs(names)
    with st.columns(ROW, gap="small")[1]:
        st.html(
            scale_html([translate(f"sites.ahp.scale.{end}", language) for end in ("more", "same", "less")])
        )
    for pair in all_pairs:
        _pair(key, pair, place, titles=titles, language=language)
    if len(names) > _ALL_AT_MOST:
        _next(key, row, cells, names, language=language)
    if len(names) > _PAIR and _done(cells, names):
        st.html(matrix_html(cells, titles))


def _progress_words(key: str, names: Sequence[str], place: int, language: Language) -> str:
    """Return how many comparisons of a level are made, by this expert and by all together."""
    given = AhpWeights.model_validate(judged(key, "ahp", names=names))
    total = len(pairs(names))
    done = _done(judged(key, "ahp", names=names)["experts"][place]["judgements"], names)
    several = len(given.experts) > 1
    kind = f"progress_{given.aggregation}" if several else "progress"
    return translate(
        f"sites.ahp.{kind}",
        language,
        name=expert_words(given.experts[place].name, language),
        done=done,
        total=total,
        least=len(names) - 1,
        together=total - joint_judgements(given, names).missing,
    )


def _done(cells: Cells, names: Sequence[str]) -> int:
    """Return how many pairs of these items are judged."""
    return sum(judgement(cells, one, other=other) is not None for one, other in pairs(names))


def _row(key: str, cells: Cells, titles: Titles, language: Language) -> str:
    """Return the item that is compared with all others, each with how far it is."""
    least = len(titles) - 1
    words = {
        name: translate(
            "sites.ahp.row_option",
            language,
            name=title,
            done=_judged_with(cells, name, tuple(titles)),
            total=least,
        )
        for name, title in titles.items()
    }
    return choice(_row_name(key, tuple(titles)), words, label=translate("sites.ahp.row", language))


def _row_name(key: str, names: Sequence[str]) -> str:
    """Return the name in the store of the item that is compared with the others of its level."""
    return f"{key}.ahp_row.{names[0]}"


def _judged_with(cells: Cells, row: str, names: Sequence[str]) -> int:
    """Return with how many of the others an item has been compared."""
    return sum(judgement(cells, row, other=other) is not None for other in names if other != row)


def _next(key: str, row: str, cells: Cells, names: Sequence[str], *, language: Language) -> None:
    """Draw the way to the next item that is not compared with all others yet."""
    place = names.index(row)
    turned = [*names[place + 1 :], *names[:place]]
    waiting = [name for name in turned if _judged_with(cells, name, names) < len(names) - 1]
    st.button(
        translate("sites.ahp.next", language),
        key=f"w_{key}_ahp_next",
        on_click=lambda: remember(_row_name(key, names), waiting[0]),
        disabled=not waiting,
    )


def _pair(key: str, pair: tuple[str, str], place: int, *, titles: Titles, language: Language) -> None:
    """Draw one comparison; pressing the choice that is on takes the judgement back."""
    row, other = pair
    experts = judged(key, "ahp", names=tuple(titles))["experts"]
    value = judgement(experts[place]["judgements"], row, other=other)
    options = (
        SCALE
        if value is None or value in SCALE
        else tuple(sorted({*SCALE, value}, key=size_of, reverse=True))
    )
    widget, _ = bind(f"{key}.ahp.{place}.{row}.{other}", value)

    def changed() -> None:
        put_judgement(key, pair, value=st.session_state[widget], place=place, names=tuple(titles))

    note = _others_words(experts, pair, place, language)
    with labelled_row(f"{row}_{other}", row_html(titles[row], titles[other], note=note)):
        st.segmented_control(
            translate("sites.ahp.pair", language, row=titles[row], other=titles[other]),
            options,
            key=widget,
            on_change=changed,
            label_visibility="collapsed",
            width="stretch",
        )


def _others_words(
    experts: Sequence[Mapping[str, Any]], pair: tuple[str, str], place: int, language: Language
) -> str:
    """Return which other experts have judged a pair, without what they said: nobody is to follow them."""
    found = [
        expert_words(str(expert["name"]), language)
        for at, expert in enumerate(experts)
        if at != place and judgement(expert["judgements"], pair[0], other=pair[1]) is not None
    ]
    separator = "、" if language == "zh" else ", "
    return translate("sites.ahp.others", language, names=separator.join(found)) if found else ""


def put_judgement(
    key: str, pair: tuple[str, str], *, value: str | None, place: int, names: Sequence[str]
) -> None:
    """Keep or take back the judgement of a pair by one expert."""
    row, other = pair
    section = judged(key, "ahp", names=names)
    experts = [dict(expert) for expert in section["experts"]]
    cells: Cells = experts[place]["judgements"]
    kept = {
        one: {two: cell for two, cell in line.items() if {one, two} != {row, other}}
        for one, line in cells.items()
    }
    if value is not None:
        kept[row] = {**kept.get(row, {}), other: value}
    experts[place]["judgements"] = {one: line for one, line in kept.items() if line}
    keep_judged(key, "ahp", section={**section, "experts": experts})
