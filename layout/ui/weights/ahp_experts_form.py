"""Who judges, on the page: experts are added, named, weighed, removed and brought back; one is chosen to judge."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

import streamlit as st

from geodata.text import Language
from layout.config.case_weights import Aggregation, AhpWeights
from layout.config.weighing_ahp import level_items
from layout.i18n import translate
from layout.ui.state import bind, forget, forget_below, recall, remember
from layout.ui.weights.ahp_experts import (
    added,
    changed,
    experts_of,
    fresh_name,
    judged_pairs,
    names_of,
    removed,
    restored,
)
from layout.ui.weights.ahp_groups import Section, without_item
from layout.ui.weights.judgements import pairs
from layout.ui.weights.state import judged, keep_judged
from layout.ui.widgets import choice, notice, quiet, words_of

Titles = Mapping[str, str]
LONGEST: Final = 40
_AGGREGATIONS: Final[tuple[str, ...]] = get_args(Aggregation)
_LEAST_VOICE: Final = 0.1
_MOST_VOICE: Final = 100.0


def ask_experts(key: str, titles: Titles, *, language: Language) -> int:
    """Draw the choice of who judges and, folded, the list of the experts; return the place of the chosen one.

    Parameters
    ----------
    key
        Key of the case.
    titles
        Words of the criteria that count, by id.
    language
        Language of every word.
    """
    names = names_of(judged(key, "ahp", names=tuple(titles)))
    place = 0
    # always there, with or without something in them: what folds and what is typed stays where it is on the page
    with st.container():
        if len(names) > 1:
            words = {name: expert_words(name, language) for name in names}
            chosen = choice(f"{key}.ahp_expert", words, label=translate("sites.ahp.expert_label", language))
            place = names.index(chosen)
    with st.expander(translate("sites.experts.title", language), expanded=False):
        with st.container():
            _list(key, titles, language)
        with st.container():
            _gone(key, titles, language)
        _new(key, titles, language)
        if len(names) > 1:
            _aggregation(key, titles, language)
    return place


def expert_words(name: str, language: Language) -> str:
    """Return the name of an expert as it stands on the page; a bare number gets a word before it."""
    return translate("sites.ahp.expert", language, name=name) if name.isdigit() else name


def _section(key: str, titles: Titles) -> Section:
    """Return the section as it stands now."""
    return judged(key, "ahp", names=tuple(titles))


def _put(key: str, section: Section) -> None:
    """Keep a section; names that were refused before are no longer waited for."""
    forget_below(f"{key}.ahp_typed.")
    keep_judged(key, "ahp", section=section)


def _list(key: str, titles: Titles, language: Language) -> None:
    """Draw a row an expert: name, how much this one counts, and what removes it."""
    section = _section(key, titles)
    experts = experts_of(section)
    several = len(experts) > 1
    aggregation = section.get("aggregation", "judgements")
    quiet(translate(f"sites.experts.note.{aggregation if several else 'alone'}", language))
    items = level_items(AhpWeights.model_validate(section), tuple(titles)).values()
    total = sum(len(pairs(one)) for one in items)
    for place, expert in enumerate(experts):
        left, middle, right = st.columns([1.8, 1.1, 1], vertical_alignment="bottom")
        with left:
            label = translate("sites.experts.name", language, done=judged_pairs(expert), total=total)
            _name(key, place, titles=titles, label=label)
        if several:
            with middle:
                _voice(key, place, expert, titles=titles, language=language)
            right.button(
                translate("sites.experts.remove", language),
                key=f"w_{key}_expert_gone.{place}",
                on_click=remove_expert,
                args=(key, place),
                kwargs={"names": tuple(titles)},
                width="stretch",
            )
        if (typed := recall(f"{key}.ahp_typed.{place}")) is not None:
            notice(translate("sites.experts.taken", language, name=typed), "warn")


def _name(key: str, place: int, *, titles: Titles, label: str) -> None:
    """Draw the name of an expert; one that another has is kept in the field, not in the case."""
    names = names_of(_section(key, titles))
    typed = f"{key}.ahp_typed.{place}"
    widget, _ = bind(f"{key}.ahp_name.{place}", recall(typed, names[place]))

    def renamed() -> None:
        given = str(st.session_state[widget]).strip()
        if given in names and given != names[place]:
            remember(typed, given)
        elif given and given != names[place]:
            if recall(f"{key}.ahp_expert") == names[place]:
                remember(f"{key}.ahp_expert", given)
            _put(key, changed(_section(key, titles), place, name=given))
        else:
            forget([typed])

    st.text_input(label, key=widget, on_change=renamed, max_chars=LONGEST)


def _voice(key: str, place: int, expert: Mapping[str, Any], *, titles: Titles, language: Language) -> None:
    """Draw how much an expert counts."""
    voice = float(expert.get("voice", 1.0))
    widget, _ = bind(f"{key}.ahp_voice.{place}", voice)

    def spoken() -> None:
        given = st.session_state[widget]
        if given is not None:
            _put(key, changed(_section(key, titles), place, voice=float(given)))

    st.number_input(
        translate("sites.experts.voice", language),
        min_value=min(_LEAST_VOICE, voice),  # a case may say more or less
        max_value=max(_MOST_VOICE, voice),
        step=1.0,
        format="%g",
        key=widget,
        on_change=spoken,
    )


def remove_expert(key: str, place: int, *, names: Sequence[str]) -> None:
    """Take an expert out of the case, kept aside with all judgements so that it can be undone.

    Parameters
    ----------
    key
        Key of the case.
    place
        Which expert.
    names
        The criteria that count.
    """
    section = judged(key, "ahp", names=names)
    experts = experts_of(section)
    remember(f"{key}.ahp_gone", [*recall(f"{key}.ahp_gone", []), (place, experts[place])])
    if recall(f"{key}.ahp_expert") == experts[place]["name"]:
        remember(f"{key}.ahp_expert", experts[place - 1 if place else 1]["name"])
    _put(key, removed(section, place))


def undo_removal(key: str, names: Sequence[str]) -> None:
    """Bring back the expert who was removed last, judgements and all, and choose that one.

    Parameters
    ----------
    key, names
        As for `remove_expert`.
    """
    *before, (place, expert) = recall(f"{key}.ahp_gone")
    section = restored(judged(key, "ahp", names=names), expert, place=place)
    remember(f"{key}.ahp_gone", before)
    remember(f"{key}.ahp_expert", section["experts"][place]["name"])
    _put(key, section)


def forget_item(key: str, item: str) -> None:
    """Drop the judgements on a group that was dissolved from those who were removed: its id may be given anew."""
    gone = recall(f"{key}.ahp_gone", [])
    remember(f"{key}.ahp_gone", [(place, without_item(expert, item)) for place, expert in gone])


def _gone(key: str, titles: Titles, language: Language) -> None:
    """Draw what brings back the expert who was removed last."""
    gone = recall(f"{key}.ahp_gone", [])
    if not gone:
        return
    _, expert = gone[-1]
    left, right = st.columns([2.9, 1], vertical_alignment="center")
    with left:
        name = expert_words(str(expert["name"]), language)
        notice(translate("sites.experts.gone", language, name=name, count=judged_pairs(expert)))
    right.button(
        translate("sites.experts.undo", language),
        key=f"w_{key}_expert_back",
        on_click=undo_removal,
        args=(key, tuple(titles)),
        width="stretch",
    )


def _new(key: str, titles: Titles, language: Language) -> None:
    """Draw what adds an expert; Enter does as well as the button, and no name gives the next number."""
    widget, _ = bind(f"{key}.ahp_new", recall(f"{key}.ahp_new", ""))

    def add() -> None:
        section = _section(key, titles)
        given = str(st.session_state[widget]).strip()
        if given in names_of(section):
            remember(f"{key}.ahp_new", given)
            return
        name = fresh_name(names_of(section), given)
        remember(f"{key}.ahp_new", "")
        remember(f"{key}.ahp_expert", name)
        _put(key, added(section, name))

    with st.form(f"{key}_expert_new", border=False):
        left, right = st.columns([2.9, 1], vertical_alignment="bottom")
        left.text_input(
            translate("sites.ahp.add", language),
            key=widget,
            max_chars=LONGEST,
            placeholder=translate("sites.experts.placeholder", language),
        )
        with right:
            st.form_submit_button(translate("sites.experts.add", language), on_click=add, width="stretch")
    waiting = str(recall(f"{key}.ahp_new", ""))
    if waiting in names_of(_section(key, titles)):
        notice(translate("sites.experts.taken", language, name=waiting), "warn")


def _aggregation(key: str, titles: Titles, language: Language) -> None:
    """Draw how the experts are put together."""
    section = _section(key, titles)
    words = words_of(_AGGREGATIONS, "sites.experts.aggregation", language=language)
    widget, _ = bind(f"{key}.ahp_aggregation", section.get("aggregation", "judgements"))

    def chosen() -> None:
        _put(key, {**_section(key, titles), "aggregation": st.session_state[widget]})

    st.selectbox(
        translate("sites.experts.aggregate", language),
        _AGGREGATIONS,
        format_func=words.__getitem__,
        key=widget,
        on_change=chosen,
    )
