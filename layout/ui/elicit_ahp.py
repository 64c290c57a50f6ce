"""Pairwise comparisons made comfortable: one criterion against the others at a time, blanks allowed, one click each."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import streamlit as st

from geodata.text import Language
from layout.config.case_weights import Expert
from layout.config.weighing_ahp import expert_pairwise
from layout.i18n import translate
from layout.scoring.weighting.ahp import ACCEPTED, AhpResult
from layout.scoring.weighting.group import GroupResult
from layout.ui.ahp_levels import ask_level, levels_of
from layout.ui.state import bind, recall
from layout.ui.weights_state import Section, judged, keep_judged
from layout.ui.widgets import choice, notice, quiet
from layout.viz.escape import safe_html

SCALE: Final = ("9", "7", "5", "3", "1", "1/3", "1/5", "1/7", "1/9")
FINE: Final = (
    "9",
    "8",
    "7",
    "6",
    "5",
    "4",
    "3",
    "2",
    "1",
    "1/2",
    "1/3",
    "1/4",
    "1/5",
    "1/6",
    "1/7",
    "1/8",
    "1/9",
)
Titles = Mapping[str, str]
Cells = Mapping[str, Mapping[str, str]]


def ask_ahp(key: str, titles: Titles, *, language: Language) -> None:
    """Draw the comparisons of one criterion with the others, and the whole matrix.

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
    cells: Cells = section["experts"][place]["judgements"]
    titles = ask_level(key, titles, language=language)
    names = tuple(titles)
    done = sum(judgement(cells, one, other=other) is not None for one, other in pairs(names))
    quiet(translate("sites.ahp.progress", language, done=done, total=len(pairs(names)), least=len(names) - 1))
    with st.columns([1.4, 1])[0]:
        row = choice(f"{key}.ahp_row.{names[0]}", titles, label=translate("sites.ahp.row", language))
    for other in names:
        if other != row:
            _pair(key, (row, other), place, titles=titles, language=language)
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
        SCALE if value is None or value in SCALE else tuple(sorted({*SCALE, value}, key=_size, reverse=True))
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


def judgement(cells: Cells, row: str, *, other: str) -> str | None:
    """Return the judgement of a pair as text, from either cell, None where nobody judged."""
    own = str(cells.get(row, {}).get(other, "")).strip()
    if own:
        return _text(_fraction(own))
    turned = str(cells.get(other, {}).get(row, "")).strip()
    return _text(1 / _fraction(turned)) if turned else None


def pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return all pairs of criteria."""
    return [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]


def unlinked(key: str, titles: Titles, *, language: Language) -> list[str]:
    """Return the words of what no chain of judgements, of any expert, links to the first of its level."""
    levels = levels_of(key, titles, language=language).values()
    return [words for level in levels for words in _unlinked(key, level)]


def _unlinked(key: str, titles: Titles) -> list[str]:
    """Return the words of the items of one level that are not linked to its first."""
    names = tuple(titles)
    tables: list[Cells] = [expert["judgements"] for expert in judged(key, "ahp", names=names)["experts"]]
    reached, waiting = set(names[:1]), list(names[:1])
    while waiting:
        one = waiting.pop()
        near = {
            other
            for other in names
            if other not in reached
            and any(judgement(cells, one, other=other) is not None for cells in tables)
        }
        reached |= near
        waiting += near
    return [title for name, title in titles.items() if name not in reached]


def _fraction(text: str) -> Fraction:
    """Return a judgement as a fraction with a small denominator."""
    return Fraction(text.replace(" ", "")).limit_denominator(1000)


def _text(value: Fraction) -> str:
    """Return a judgement as people write it."""
    return str(value)


def _size(text: str) -> float:
    """Return a judgement as a number."""
    return float(Fraction(text))


def matrix_html(cells: Cells, titles: Titles) -> str:
    """Return all judgements as a matrix; blanks are blanks."""
    head = "".join(f'<th class="cq-num">{place}</th>' for place in range(1, len(titles) + 1))
    lines = []
    for place, (row, title) in enumerate(titles.items(), start=1):
        values = "".join(
            f'<td class="cq-num">{"1" if row == other else safe_html(judgement(cells, row, other=other) or "·")}</td>'
            for other in titles
        )
        lines.append(f"<tr><td>{place} {safe_html(title)}</td>{values}</tr>")
    return (
        '<div class="cq-scroll"><table class="cq-table"><thead><tr><th></th>'
        f"{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


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
    proposal = min(FINE, key=lambda text: abs(math.log(_size(text) / worst.implied)))
    text = translate(
        "sites.ahp.worst",
        language,
        row=titles[worst.row],
        other=titles[worst.column],
        judgement=_text(Fraction(worst.judgement).limit_denominator(1000)),
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
