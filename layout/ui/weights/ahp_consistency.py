"""How far judgements agree, on the page: with each other, and between experts, who each may have judged a part."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import streamlit as st

from geodata.text import Language
from layout.config.weighing_ahp import GOAL
from layout.i18n import translate
from layout.scoring.weighting.ahp import ACCEPTED, AhpResult, WorstJudgement, ahp_weights
from layout.scoring.weighting.group import GroupResult
from layout.ui.state import recall
from layout.ui.weights.ahp_experts import names_of
from layout.ui.weights.ahp_experts_form import expert_words
from layout.ui.weights.ahp_levels import level_words, levels_of
from layout.ui.weights.elicit_ahp import put_judgement
from layout.ui.weights.judgements import FINE, as_text, size_of
from layout.ui.weights.state import judged
from layout.ui.widgets import notice, quiet, table_html
from layout.workflow.ranking.ahp_words import Part, parts_of, widest_pair

Titles = Mapping[str, str]
_PAIR: Final = 2
_DENOMINATOR: Final = 1000


def show_ahp(key: str, found: Mapping[str, GroupResult], *, titles: Titles, language: Language) -> None:
    """Show the consistency of each level, who judged what, and the judgement that fits worst with a proposal.

    Parameters
    ----------
    key
        Key of the case.
    found
        Results by level; those of groups or experts that are no longer there are passed over.
    titles
        Words of the criteria that count.
    language
        Language of every word.
    """
    levels = levels_of(key, titles, language=language)
    heads = level_words(key, titles, language=language)
    names = names_of(judged(key, "ahp", names=tuple(titles)))
    held = {
        level: (found[level], items)
        for level, items in levels.items()
        if level in heads
        and level in found
        and set(found[level].joint.names) == set(items)
        and list(found[level].judged) == names
    }
    if not held:
        return
    groups = {level: group for level, (group, _) in held.items()}
    several = len(groups[next(iter(groups))].judged) > 1
    single = list(heads) == [GOAL]
    if several:
        _who(heads, groups, single=single, language=language)
    _ratios(heads, groups, single=single, language=language)
    shown = recall(f"{key}.ahp_level", GOAL) or GOAL
    for level, (group, items) in held.items():
        head = "" if single else heads[level]
        if lines := _disagreement(group, items, head, language):
            quiet(*lines)
        if single or level == shown.strip("/") or group.joint.cr > ACCEPTED:
            _worst(key, group, items, head=head, language=language)


def _who(heads: Titles, groups: Mapping[str, GroupResult], *, single: bool, language: Language) -> None:
    """Show a row an expert: how many pairs of each level are judged, and how consistent that is alone."""
    parts = {level: parts_of(group) for level, group in groups.items()}
    columns = [translate("sites.experts.compared", language)] if single else [heads[level] for level in parts]
    kind = "part" if single else "short"
    rows = [
        [expert_words(name, language), *(_part_words(part[name], kind, language) for part in parts.values())]
        for name in next(iter(parts.values()))
    ]
    st.html(table_html([translate("sites.experts.who", language), *columns], rows))
    if not single:
        quiet(translate("sites.experts.short_note", language))


def _part_words(part: Part, kind: str, language: Language) -> str:
    """Return what one expert judged of a level."""
    if not part.done:
        return translate("sites.experts.part_none", language)
    if part.ratio is None:
        return translate(f"sites.experts.{kind}", language, done=part.done, total=part.total)
    ratio = f"{part.ratio:.3f}"
    return translate(f"sites.experts.{kind}_alone", language, done=part.done, total=part.total, cr=ratio)


def _ratios(heads: Titles, groups: Mapping[str, GroupResult], *, single: bool, language: Language) -> None:
    """Show the consistency of all judgements: a box for each level that is too inconsistent, one for the others."""
    # two items cannot contradict each other
    judged_on = {level: group.joint for level, group in groups.items() if len(group.joint.names) > _PAIR}
    bad = {level: joint for level, joint in judged_on.items() if joint.cr > ACCEPTED}
    for level, joint in bad.items():
        values = {"cr": f"{joint.cr:.3f}", "limit": f"{ACCEPTED:g}", "source": joint.ri_source}
        words = translate("sites.ahp.inconsistent", language, **values)
        notice(_headed(words, "" if single else heads[level], language), "warn")
    good = {level: joint for level, joint in judged_on.items() if level not in bad}
    if single:
        for joint in good.values():
            values = {"cr": f"{joint.cr:.3f}", "limit": f"{ACCEPTED:g}", "source": joint.ri_source}
            notice(translate("sites.ahp.consistent", language, **values))
    elif good:
        parts = [f"{heads[level]} {joint.cr:.3f}" for level, joint in good.items()]
        words = ("、" if language == "zh" else ", ").join(parts)
        notice(translate("sites.ahp.consistent_levels", language, parts=words, limit=f"{ACCEPTED:g}"))


def _disagreement(group: GroupResult, titles: Titles, head: str, language: Language) -> list[str]:
    """Return how far experts disagree, as far as it is known: on the order, and on single pairs."""
    found = []
    alone = len(group.judged) - len(group.partial)
    if alone > 1 and len(titles) > _PAIR and math.isfinite(group.concordance):
        words = f"{group.concordance:.2f}"
        found.append(translate("sites.experts.concordance", language, count=alone, concordance=words))
    if (widest := widest_pair(group)) is not None:
        row, column, ((low, least), (high, greatest)) = widest
        words = translate(
            "sites.experts.widest",
            language,
            row=titles[row],
            other=titles[column],
            low=expert_words(low, language),
            least=_fraction(least),
            high=expert_words(high, language),
            greatest=_fraction(greatest),
        )
        found.append(words)
    return [_headed(words, head, language) for words in found]


def _headed(words: str, head: str, language: Language) -> str:
    """Return a sentence with the level that it is about before it, where there are several."""
    return translate("sites.groups.open_level", language, level=head, names=words) if head else words


def _fraction(value: float) -> str:
    """Return a judgement as people write it."""
    return as_text(Fraction(value).limit_denominator(_DENOMINATOR))


def _worst(key: str, group: GroupResult, titles: Titles, *, head: str, language: Language) -> None:
    """Show the judgement that fits worst and offer what the others imply: of this expert, or of all together."""
    names = list(group.judged)
    chosen = recall(f"{key}.ahp_expert")
    place = names.index(chosen) if chosen in names else 0
    name, several = names[place], len(names) > 1
    own: AhpResult | None = None if name in group.partial else ahp_weights(group.judged[name])
    if own is not None and own.worst is not None:
        kind = "worst_of" if several else "worst"
        words = _worst_words(kind, own.worst, titles, name=expert_words(name, language), language=language)
        left, right = st.columns([2.2, 1], vertical_alignment="center")
        with left:
            quiet(_headed(words, head, language))
        with right:
            _take(key, place, own.worst, tuple(titles), language=language)
    elif several and group.joint.worst is not None:
        words = _worst_words("worst_together", group.joint.worst, titles, name="", language=language)
        quiet(_headed(words, head, language))


def _worst_words(kind: str, worst: WorstJudgement, titles: Titles, *, name: str, language: Language) -> str:
    """Return the sentence on the judgement that fits worst."""
    return translate(
        f"sites.ahp.{kind}",
        language,
        name=name,
        row=titles[worst.row],
        other=titles[worst.column],
        judgement=_fraction(worst.judgement) if kind != "worst_together" else f"{worst.judgement:.2f}",
        implied=f"{worst.implied:.2f}",
        cr=f"{worst.cr_if_implied:.3f}",
    )


def _take(key: str, place: int, worst: WorstJudgement, names: Sequence[str], *, language: Language) -> None:
    """Draw the button that puts the judgement which the others imply."""
    proposal = min(FINE, key=lambda text: abs(math.log(size_of(text) / worst.implied)))
    if math.isclose(size_of(proposal), worst.judgement):
        return  # nothing on the scale comes nearer
    st.button(
        translate("sites.ahp.take", language, proposal=proposal),
        key=f"w_{key}_ahp_take.{worst.row}.{worst.column}",
        on_click=lambda: put_judgement(
            key, (worst.row, worst.column), value=proposal, place=place, names=names
        ),
    )
