"""Pairwise comparisons made comfortable: one criterion against the others at a time, blanks allowed, one click each."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import streamlit as st

from geodata.text import Language
from layout.config.case_weights import AhpWeights, Expert
from layout.config.weighing_ahp import expert_pairwise
from layout.i18n import translate
from layout.scoring.weighting.ahp import ACCEPTED, AhpResult
from layout.scoring.weighting.group import GroupResult
from layout.ui.ahp_groups_form import ask_groups
from layout.ui.ahp_levels import ask_level, levels_of
from layout.ui.ahp_tree_view import tree_html
from layout.ui.judgements import FINE, SCALE, Cells, as_text, judgement, matrix_html, pairs, size_of
from layout.ui.state import bind, recall
from layout.ui.weights_state import Section, judged, keep_judged
from layout.ui.widgets import choice, notice, quiet

Titles = Mapping[str, str]
_PAIR: Final = 2
_ALL_AT_MOST: Final = 4
"""Items of a level up to which all its pairs are drawn at once."""


def ask_ahp(key: str, titles: Titles, *, language: Language) -> None:
    """Draw the groups, the comparisons of one item with the others of its level, and the matrix of the level.

    Parameters
    ----------
    key
        Key of the case.
    titles
        Words of the criteria that count, by id.
    language
        Language of every word.
    """
    names = tuple(titles)
    section = judged(key, "ahp", names=names)
    place = _expert(key, section, language)
    ask_groups(key, titles, language=language)
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
    cells: Cells = judged(key, "ahp", names=names)["experts"][place]["judgements"]
    all_pairs = pairs(names)
    done = sum(judgement(cells, one, other=other) is not None for one, other in all_pairs)
    quiet(translate("sites.ahp.progress", language, done=done, total=len(all_pairs), least=len(names) - 1))
    quiet(translate("sites.ahp.legend", language))
    if len(names) > _ALL_AT_MOST:
        with st.columns([1.4, 1])[0]:
            row = choice(f"{key}.ahp_row.{names[0]}", titles, label=translate("sites.ahp.row", language))
        all_pairs = [(row, other) for other in names if other != row]
    for pair in all_pairs:
        _pair(key, pair, place, titles=titles, language=language)
    if done and len(names) > _PAIR:
        st.html(matrix_html(cells, titles))


def _expert(key: str, section: Section, language: Language) -> int:
    """Return the place of the expert whose judgements are drawn; another can be added."""
    names = [str(expert["name"]) for expert in section["experts"]]
    left, right = st.columns([1, 1], vertical_alignment="bottom")
    with left:
        words = {name: translate("sites.ahp.expert", language, name=name) for name in names}
        chosen = choice(f"{key}.ahp_expert", words, label=translate("sites.ahp.expert_label", language))
    with right:
        widget, _ = bind(f"{key}.ahp_new", "")

        def added() -> None:
            name = str(st.session_state[widget]).strip()
            if name and name not in names:
                experts = [*section["experts"], {"name": name, "judgements": {}}]
                keep_judged(key, "ahp", section={**section, "experts": experts})

        st.text_input(translate("sites.ahp.add", language), key=widget, on_change=added, max_chars=40)
    return names.index(chosen)


def _pair(key: str, pair: tuple[str, str], place: int, *, titles: Titles, language: Language) -> None:
    """Draw one comparison; pressing the choice that is on takes the judgement back."""
    row, other = pair
    section = judged(key, "ahp", names=tuple(titles))
    cells: Cells = section["experts"][place]["judgements"]
    value = judgement(cells, row, other=other)
    options = (
        SCALE
        if value is None or value in SCALE
        else tuple(sorted({*SCALE, value}, key=size_of, reverse=True))
    )
    widget, _ = bind(f"{key}.ahp.{place}.{row}.{other}", value)

    def changed() -> None:
        put_judgement(key, pair, value=st.session_state[widget], place=place, names=tuple(titles))

    st.segmented_control(
        translate("sites.ahp.pair", language, row=titles[row], other=titles[other]),
        options,
        key=widget,
        on_change=changed,
    )


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


def unlinked(key: str, titles: Titles, *, language: Language) -> dict[str, dict[str, list[str]]]:
    """Return by expert and level the words of what no chain of judgements links to the first of its level.

    Parameters
    ----------
    key
        Key of the case.
    titles
        Words of the criteria that count.
    language
        Language of the names of groups.
    """
    levels = levels_of(key, titles, language=language)
    found = {}
    for expert in judged(key, "ahp", names=tuple(titles))["experts"]:
        lonely = {level: _unlinked(expert["judgements"], items) for level, items in levels.items()}
        if any(lonely.values()):
            found[str(expert["name"])] = {level: words for level, words in lonely.items() if words}
    return found


def _unlinked(cells: Cells, titles: Titles) -> list[str]:
    """Return the words of the items of one level that are not linked to its first."""
    names = tuple(titles)
    reached, waiting = set(names[:1]), list(names[:1])
    while waiting:
        one = waiting.pop()
        near = {
            other
            for other in names
            if other not in reached and judgement(cells, one, other=other) is not None
        }
        reached |= near
        waiting += near
    return [title for name, title in titles.items() if name not in reached]


def show_consistency(key: str, group: GroupResult, *, titles: Titles, language: Language) -> None:
    """Show consistency ratio, the judgement that fits worst with a proposal, and how far experts disagree.

    Parameters
    ----------
    key
        Key of the case.
    group
        Result of AHP.
    titles
        Words of the criteria that count.
    language
        Language of every word.
    """
    joint = group.joint
    fits = joint.cr <= ACCEPTED
    key_of = "sites.ahp.consistent" if fits else "sites.ahp.inconsistent"
    words = translate(key_of, language, cr=f"{joint.cr:.3f}", limit=f"{ACCEPTED:g}", source=joint.ri_source)
    notice(words, "info" if fits else "warn")
    names = tuple(titles)
    experts = judged(key, "ahp", names=names)["experts"]
    if len(experts) > 1:
        ratios = ", ".join(f"{name} {ratio:.3f}" for name, ratio in group.consistency.items())
        concordance = f"{group.concordance:.2f}" if math.isfinite(group.concordance) else "–"
        quiet(translate("sites.ahp.experts", language, ratios=ratios, concordance=concordance))
    chosen = recall(f"{key}.ahp_expert")
    place = next((at for at, expert in enumerate(experts) if expert["name"] == chosen), 0)
    _worst(key, place, _own(experts[place], names), titles=titles, language=language)


def _own(expert: Mapping[str, Any], names: Sequence[str]) -> AhpResult | None:
    """Return the result of one expert alone, None while the judgements do not connect all criteria."""
    from layout.errors import CaseError  # noqa: PLC0415 - beside the one use
    from layout.scoring.weighting.ahp import ahp_weights  # noqa: PLC0415 - scipy-free but heavy with numpy

    try:
        return ahp_weights(expert_pairwise(Expert.model_validate(expert), names))
    except CaseError:
        return None


def _worst(key: str, place: int, own: AhpResult | None, *, titles: Titles, language: Language) -> None:
    """Show the judgement that fits worst, and offer the one that the others imply."""
    if own is None or own.worst is None:
        return
    worst = own.worst
    proposal = min(FINE, key=lambda text: abs(math.log(size_of(text) / worst.implied)))
    text = translate(
        "sites.ahp.worst",
        language,
        row=titles[worst.row],
        other=titles[worst.column],
        judgement=as_text(Fraction(worst.judgement).limit_denominator(1000)),
        implied=f"{worst.implied:.2f}",
        cr=f"{worst.cr_if_implied:.3f}",
    )
    left, right = st.columns([2.2, 1], vertical_alignment="center")
    with left:
        quiet(text)
    with right:
        st.button(
            translate("sites.ahp.take", language, proposal=proposal),
            key=f"w_{key}_ahp_take.{worst.row}",
            on_click=lambda: put_judgement(
                key, (worst.row, worst.column), value=proposal, place=place, names=tuple(titles)
            ),
        )
