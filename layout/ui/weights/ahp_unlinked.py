"""What no chain of comparisons links yet, in words: of all experts together, or of each where weights are put together."""

from collections.abc import Mapping, Sequence
from typing import Final

from geodata.text import Language
from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import GOAL, joint_judgements
from layout.i18n import translate
from layout.scoring.weighting.ahp import apart
from layout.ui.weights.ahp_experts_form import expert_words
from layout.ui.weights.ahp_levels import level_words, levels_of
from layout.ui.weights.state import judged

Titles = Mapping[str, str]
TOGETHER: Final = ""
"""In the place of an expert's name: all of them together."""


def unlinked(key: str, titles: Titles, *, language: Language) -> dict[str, dict[str, list[str]]]:
    """Return by expert and level the words of what no chain of judgements links to the first of its level.

    Where judgements are put together only all of them together count, under `TOGETHER`.

    Parameters
    ----------
    key
        Key of the case.
    titles
        Words of the criteria that count.
    language
        Language of the names of groups.
    """
    given = AhpWeights.model_validate(judged(key, "ahp", names=tuple(titles)))
    levels = levels_of(key, titles, language=language)
    voices = {TOGETHER: given}
    if given.aggregation == "priorities":
        voices = {one.name: given.model_copy(update={"experts": (one,)}) for one in given.experts}
    found = {
        name: {level: _far(part, items) for level, items in levels.items()} for name, part in voices.items()
    }
    kept = {name: {level: far for level, far in one.items() if far} for name, one in found.items()}
    return {name: one for name, one in kept.items() if one}


def _far(given: AhpWeights, titles: Titles) -> list[str]:
    """Return the words of the items of one level that these experts do not link to its first."""
    return [titles[name] for name in apart(joint_judgements(given, tuple(titles)))]


def unlinked_words(key: str, titles: Titles, *, language: Language) -> list[str]:
    """Return a sentence an expert, or one for all together, on what is still to be linked.

    Parameters
    ----------
    key, titles, language
        As for `unlinked`.
    """
    heads = level_words(key, titles, language=language)
    found = []
    for expert, levels in unlinked(key, titles, language=language).items():
        words = _open_words(levels, heads, language)
        who = expert_words(expert, language)
        several = expert != TOGETHER and len(judged(key, "ahp", names=tuple(titles))["experts"]) > 1
        found.append(
            translate("sites.groups.open_expert", language, expert=who, words=words) if several else words
        )
    return found


def _open_words(levels: Mapping[str, Sequence[str]], heads: Titles, language: Language) -> str:
    """Return what is yet to be linked, level by level where there are groups."""
    separator, end = ("、", "；") if language == "zh" else (", ", "; ")
    if list(heads) == [GOAL]:
        return translate("sites.ahp.unlinked", language, names=separator.join(levels[GOAL]))
    parts = [
        translate("sites.groups.open_level", language, level=heads[level], names=separator.join(words))
        for level, words in levels.items()
    ]
    return translate("sites.groups.open", language, parts=end.join(parts))
