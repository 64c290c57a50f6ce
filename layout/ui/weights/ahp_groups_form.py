"""Groups of criteria on the page: made, named, filled, put into each other and dissolved."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from geodata.text import LANGUAGES, Language
from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import groups_above, level_items
from layout.i18n import translate
from layout.ui.state import bind, recall, remember
from layout.ui.weights.ahp_experts_form import forget_item
from layout.ui.weights.ahp_groups import Section, dissolved, filled, groups_of, made, moved, proposed, renamed
from layout.ui.weights.judgements import pairs
from layout.ui.weights.state import judged, keep_judged
from layout.ui.widgets import quiet

Titles = Mapping[str, str]
Change = Callable[[Section], Mapping[str, Any]]
LONGEST: Final = 40
_GOAL: Final = ""


def ask_groups(key: str, titles: Titles, *, language: Language) -> None:
    """Draw the groups of the case with what stands in each, and what makes a new one.

    Parameters
    ----------
    key
        Key of the case.
    titles
        Words of the criteria that count, by id.
    language
        Language of every word.
    """
    section = judged(key, "ahp", names=tuple(titles))
    groups = groups_of(section)
    with st.expander(translate("sites.groups.title", language), expanded=False):
        quiet(effort_words(section, titles, language=language))
        for group in groups:
            with st.container(border=True):
                _group(key, section, group, titles=titles, language=language)
        _new(key, section, titles, language)
        if not groups:
            _proposal(key, titles, language)


def effort_words(section: Section, titles: Titles, *, language: Language) -> str:
    """Return how many comparisons there are as the criteria stand, and how many there would be without groups.

    Parameters
    ----------
    section
        An AHP section.
    titles
        Words of the criteria that count.
    language
        Language of the sentence.
    """
    whole = len(pairs(tuple(titles)))
    if not section.get("groups"):
        return translate("sites.groups.none", language, whole=whole)
    items = level_items(AhpWeights.model_validate(section), tuple(titles)).values()
    count = sum(len(pairs(one)) for one in items)
    return translate("sites.groups.effort", language, whole=whole, count=count)


def _put(key: str, titles: Titles, change: Change) -> None:
    """Keep the section as a change leaves it."""
    keep_judged(key, "ahp", section=change(judged(key, "ahp", names=tuple(titles))))


def _group(
    key: str, section: Section, group: Mapping[str, Any], *, titles: Titles, language: Language
) -> None:
    """Draw one group: its name, where it stands, its criteria."""
    group_id = str(group["group_id"])
    left, middle, right = st.columns([1.3, 1.1, 0.8], vertical_alignment="bottom")
    with left:
        _name(key, group, titles=titles, language=language)
    with middle:
        _parent(key, section, group_id, titles=titles, language=language)
    with right:
        st.button(
            translate("sites.groups.dissolve", language),
            key=f"w_{key}_group_gone.{group_id}",
            on_click=lambda: _dissolve(key, group_id, titles),
            width="stretch",
        )
    _members(key, section, group, titles=titles, language=language)


def _dissolve(key: str, group_id: str, titles: Titles) -> None:
    """Dissolve a group, also in the judgements of experts who can be brought back."""
    _put(key, titles, lambda now: dissolved(now, group_id))
    forget_item(key, group_id)


def _name(key: str, group: Mapping[str, Any], *, titles: Titles, language: Language) -> None:
    """Draw the name of a group."""
    group_id = str(group["group_id"])
    widget, _ = bind(f"{key}.group_name.{group_id}", name_of(group, language))

    def changed() -> None:
        name = str(st.session_state[widget])
        _put(key, titles, lambda now: renamed(now, group_id, name=name, language=language))

    st.text_input(translate("sites.groups.name", language), key=widget, on_change=changed, max_chars=LONGEST)


def name_of(group: Mapping[str, Any], language: Language) -> str:
    """Return the name of a group, its id where it has none."""
    title: Mapping[str, str] = group.get("title") or {}
    return title.get(language, str(group["group_id"]))


def _parent(key: str, section: Section, group_id: str, *, titles: Titles, language: Language) -> None:
    """Draw in which group this one stands; none of those within it is offered."""
    given = AhpWeights.model_validate(section)
    groups = groups_of(section)
    words = {_GOAL: translate("sites.groups.top", language)} | {
        str(group["group_id"]): name_of(group, language)
        for group in groups
        if group_id not in groups_above(given, str(group["group_id"]))
    }
    now = next(str(group.get("parent") or _GOAL) for group in groups if group["group_id"] == group_id)
    widget, _ = bind(f"{key}.group_parent.{group_id}", now if now in words else _GOAL)

    def changed() -> None:
        parent = str(st.session_state[widget]) or None
        _put(key, titles, lambda now: moved(now, group_id, parent=parent))

    st.selectbox(
        translate("sites.groups.parent", language),
        tuple(words),
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
        disabled=len(words) == 1,
    )


def _members(
    key: str, section: Section, group: Mapping[str, Any], *, titles: Titles, language: Language
) -> None:
    """Draw the criteria of a group; choosing one that stands in another group moves it."""
    group_id = str(group["group_id"])
    shown = [name for name in titles if name in group["criteria"]]
    widget, _ = bind(f"{key}.group_members.{group_id}", shown)
    words = _where(section, titles, besides=group_id, language=language)

    def changed() -> None:
        chosen = list(st.session_state[widget])
        _put(key, titles, lambda now: filled(now, group_id, criteria=chosen, shown=tuple(titles)))

    st.multiselect(
        translate("sites.groups.criteria", language),
        tuple(titles),
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
        placeholder=translate("sites.groups.choose", language),
        label_visibility="collapsed",
    )
    inside = any(other.get("parent") == group_id for other in groups_of(section))
    if not group["criteria"] and not inside:
        quiet(translate("sites.groups.empty", language))


def _where(section: Section, titles: Titles, *, besides: str, language: Language) -> dict[str, str]:
    """Return the words of each criterion, with the group that it stands in where that is another one."""
    place = {
        name: name_of(group, language)
        for group in groups_of(section)
        if group["group_id"] != besides
        for name in group["criteria"]
    }
    return {name: f"{words} ({place[name]})" if name in place else words for name, words in titles.items()}


def _new(key: str, section: Section, titles: Titles, language: Language) -> None:
    """Draw what makes a new group."""
    name, members = f"{key}.group_new.name", f"{key}.group_new.members"
    left, right = st.columns([1, 1.6], vertical_alignment="bottom")
    with left:
        widget, changed = bind(name, recall(name, ""))
        st.text_input(
            translate("sites.groups.new", language), key=widget, on_change=changed, max_chars=LONGEST
        )
    with right:
        words = _where(section, titles, besides="", language=language)
        widget, changed = bind(members, [one for one in recall(members, []) if one in titles])
        chosen = st.multiselect(
            translate("sites.groups.criteria", language),
            tuple(titles),
            format_func=words.__getitem__,
            key=widget,
            on_change=changed,
            placeholder=translate("sites.groups.choose", language),
        )

    def make() -> None:
        typed = str(recall(name, "")).strip() or translate(
            "sites.groups.unnamed", language, number=len(groups_of(section)) + 1
        )
        _put(key, titles, lambda now: made(now, dict.fromkeys(LANGUAGES, typed), criteria=chosen))
        remember(name, "")
        remember(members, [])

    st.button(
        translate("sites.groups.make", language),
        key=f"w_{key}_group_make",
        on_click=make,
        disabled=not chosen,
    )


def _proposal(key: str, titles: Titles, language: Language) -> None:
    """Draw the button that groups criteria of one kind."""
    found = proposed(tuple(titles))
    if not found:
        return

    def take() -> None:
        section = judged(key, "ahp", names=tuple(titles))
        for family, members in found.items():
            title = {one: translate(f"sites.groups.family.{family}", one) for one in LANGUAGES}
            section = made(section, title, criteria=members)
        keep_judged(key, "ahp", section=section)

    separator = "、" if language == "zh" else ", "
    names = separator.join(translate(f"sites.groups.family.{family}", language) for family in found)
    st.button(
        translate("sites.groups.propose", language, names=names), key=f"w_{key}_group_propose", on_click=take
    )
