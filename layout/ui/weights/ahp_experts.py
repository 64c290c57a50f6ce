"""The experts of an AHP section as the page edits them: added, renamed, weighed, removed, brought back; plain data only.

No change of one expert touches the judgements of another.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from layout.ui.weights.ahp_groups import Section

Expert = dict[str, Any]


def experts_of(section: Section) -> list[Expert]:
    """Return copies of the experts of an AHP section."""
    return [dict(expert) for expert in section["experts"]]


def names_of(section: Section) -> list[str]:
    """Return the names of the experts, in their order."""
    return [str(expert["name"]) for expert in section["experts"]]


def fresh_name(taken: Sequence[str], wish: str = "") -> str:
    """Return a name that none of `taken` has: the wish, else with a number behind it; without one the next number.

    Parameters
    ----------
    taken
        Names that are given.
    wish
        The name that is wanted.
    """
    if wish and wish not in taken:
        return wish
    head, number = (f"{wish} ", 2) if wish else ("", len(taken) + 1)
    while f"{head}{number}" in taken:
        number += 1
    return f"{head}{number}"


def added(section: Section, name: str) -> dict[str, Any]:
    """Return the section with a further expert, who has not judged yet.

    Parameters
    ----------
    section
        An AHP section.
    name
        A name that nobody has.
    """
    return {**section, "experts": [*experts_of(section), {"name": name, "judgements": {}}]}


def changed(section: Section, place: int, **given: object) -> dict[str, Any]:
    """Return the section with something of one expert changed, such as `name` or `voice`.

    Parameters
    ----------
    section, place
        An AHP section, and which of its experts.
    **given
        What is said anew.
    """
    experts = experts_of(section)
    experts[place] |= given
    return {**section, "experts": experts}


def removed(section: Section, place: int) -> dict[str, Any]:
    """Return the section without one expert; the last one stays.

    Parameters
    ----------
    section, place
        An AHP section, and which of its experts.
    """
    experts = experts_of(section)
    if len(experts) > 1:
        experts.pop(place)
    return {**section, "experts": experts}


def restored(section: Section, expert: Mapping[str, Any], *, place: int) -> dict[str, Any]:
    """Return the section with an expert back in place; where the name is taken by now, a number tells them apart.

    Parameters
    ----------
    section
        An AHP section.
    expert
        Who was removed.
    place
        Where that one stood.
    """
    experts = experts_of(section)
    name = fresh_name(names_of(section), str(expert["name"]))
    experts.insert(place, {**expert, "name": name})
    return {**section, "experts": experts}


def judged_pairs(expert: Mapping[str, Any]) -> int:
    """Return how many comparisons an expert has made; both cells of a pair are one."""
    return len(
        {
            frozenset((row, column))
            for row, cells in expert["judgements"].items()
            for column, cell in cells.items()
            if row != column and str(cell).strip()
        }
    )
