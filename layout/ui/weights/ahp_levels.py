"""The levels of an AHP hierarchy on the page: groups of criteria compared with each other, and the criteria of each group."""

from collections.abc import Mapping
from typing import Final

from geodata.text import Language
from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import GOAL, level_items
from layout.i18n import translate
from layout.ui.weights.state import judged
from layout.ui.widgets import choice

_TOP: Final = "/"
Titles = Mapping[str, str]


def levels_of(key: str, titles: Titles, *, language: Language) -> dict[str, dict[str, str]]:
    """Return the words of what is compared at each level; without groups all criteria are at one.

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
    words = {**titles, **{group.group_id: group.name.pick(language) for group in given.groups}}
    items = level_items(given, tuple(titles))
    return {level: {name: words[name] for name in names} for level, names in items.items()}


def level_words(key: str, titles: Titles, *, language: Language) -> dict[str, str]:
    """Return the words of the levels that have something to compare.

    Parameters
    ----------
    key, titles, language
        As for `levels_of`.
    """
    levels = levels_of(key, titles, language=language)
    words = {GOAL: translate("proof.weights.goal", language)}
    for items in levels.values():
        words |= items
    return {level: words[level] for level, items in levels.items() if len(items) > 1}


def ask_level(key: str, titles: Titles, *, language: Language) -> Titles:
    """Draw the choice of the level where the case has groups, and return the words of what is compared there.

    Parameters
    ----------
    key, titles, language
        As for `levels_of`.
    """
    levels, words = levels_of(key, titles, language=language), level_words(key, titles, language=language)
    if len(levels) == 1 or not words:
        return levels[GOAL]
    shown = {level or _TOP: word for level, word in words.items()}
    chosen = choice(f"{key}.ahp_level", shown, label=translate("sites.ahp.level", language))
    return levels[GOAL if chosen == _TOP else chosen]
