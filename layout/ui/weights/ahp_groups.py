"""Groups of criteria as the page edits them: made, named, filled, moved and dissolved, each as a change of plain data.

No judgement is lost when criteria move: those that no longer compare items of one level are kept on the page, left out
of the case, and hold again when the items come together again.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from geodata.text import LANGUAGES, Language
from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import groups_above, level_items

Section = Mapping[str, Any]
Group = dict[str, Any]
Judged = Mapping[str, Mapping[str, str]]
_ID: Final = "group_{number}"
FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "place": ("land_fit", "target_contribution", "policy_role"),
    "industry": ("cluster_fit", "cluster_neighbourhood"),
    "access": (),
}
"""Criteria that are usually judged together; those of access are known by their names."""
_ACCESS: Final = "access_"


def groups_of(section: Section) -> list[Group]:
    """Return copies of the groups of an AHP section."""
    return [{**group, "criteria": list(group.get("criteria", ()))} for group in section.get("groups", ())]


def with_groups(section: Section, groups: Sequence[Group]) -> dict[str, Any]:
    """Return the section with other groups."""
    return {**section, "groups": list(groups)} if groups or "groups" in section else dict(section)


def made(
    section: Section, title: Mapping[Language, str] | None, *, criteria: Sequence[str]
) -> dict[str, Any]:
    """Return the section with a new group, which takes its criteria from where they stood.

    Parameters
    ----------
    section
        An AHP section.
    title
        Its name in both languages; its id where None.
    criteria
        What stands in it.
    """
    groups = [_without(group, criteria) for group in groups_of(section)]
    group: Group = {"group_id": _fresh(section, criteria), "criteria": list(criteria)}
    if title is not None:
        group["title"] = dict(title)
    return with_groups(section, [*groups, group])


def filled(
    section: Section, group_id: str, *, criteria: Sequence[str], shown: Sequence[str]
) -> dict[str, Any]:
    """Return the section with other criteria in a group; those that are not shown stay where they are.

    Parameters
    ----------
    section, group_id
        An AHP section and one of its groups.
    criteria
        What stands in it of those shown.
    shown
        The criteria that count.
    """
    groups = []
    for group in groups_of(section):
        if group["group_id"] == group_id:
            kept = [name for name in group["criteria"] if name in criteria or name not in shown]
            group["criteria"] = [*kept, *(name for name in criteria if name not in kept)]
            groups.append(group)
        else:
            groups.append(_without(group, criteria))
    return with_groups(section, groups)


def renamed(section: Section, group_id: str, *, name: str, language: Language) -> dict[str, Any]:
    """Return the section with the name of a group changed in one language.

    The other language follows where it said the same: a name is then not yet translated. A blank changes nothing.

    Parameters
    ----------
    section, group_id
        An AHP section and one of its groups.
    name, language
        Its new name.
    """
    if not name.strip():
        return dict(section)
    groups = groups_of(section)
    for group in groups:
        if group["group_id"] == group_id:
            old = group.get("title") or dict.fromkeys(LANGUAGES, group_id)
            before = old[language]
            group["title"] = {
                one: name.strip() if one == language or words == before else words
                for one, words in old.items()
            }
    return with_groups(section, groups)


def moved(section: Section, group_id: str, *, parent: str | None) -> dict[str, Any]:
    """Return the section with a group in another one, or directly below the goal; into itself it cannot go.

    Parameters
    ----------
    section, group_id
        An AHP section and one of its groups.
    parent
        The group that it is to stand in, None for the goal.
    """
    if parent is not None and group_id in groups_above(_given(section), parent):
        return dict(section)
    groups = groups_of(section)
    for group in groups:
        if group["group_id"] == group_id:
            group.pop("parent", None)
            if parent is not None:
                group["parent"] = parent
    return with_groups(section, groups)


def dissolved(section: Section, group_id: str) -> dict[str, Any]:
    """Return the section without a group: what stood in it stands where the group stood, judgements and all.

    Parameters
    ----------
    section, group_id
        An AHP section and one of its groups.
    """
    groups = groups_of(section)
    gone = next(group for group in groups if group["group_id"] == group_id)
    parent = gone.get("parent")
    kept = []
    for group in groups:
        if group is gone:
            continue
        if group.get("parent") == group_id:
            group.pop("parent")
            if parent is not None:
                group["parent"] = parent
        if group["group_id"] == parent:
            group["criteria"] += gone["criteria"]
        kept.append(group)
    return with_groups(
        {**section, "experts": [without_item(expert, group_id) for expert in section["experts"]]}, kept
    )


def without_item(expert: Mapping[str, Any], item: str) -> dict[str, Any]:
    """Return an expert without the judgements on one item.

    Parameters
    ----------
    expert
        One expert of an AHP section.
    item
        A criterion or a group.
    """
    kept = _judged(expert["judgements"], lambda one, other: item not in (one, other))
    return {**expert, "judgements": kept}


def proposed(names: Sequence[str]) -> dict[str, list[str]]:
    """Return families of criteria that could be groups, by key of their names; at least two of each count.

    Parameters
    ----------
    names
        The criteria that count.
    """
    found = {
        family: [name for name in names if name in members or (not members and name.startswith(_ACCESS))]
        for family, members in FAMILIES.items()
    }
    return {family: members for family, members in found.items() if len(members) > 1}


def applying(section: Section, present: Sequence[str]) -> dict[str, Any]:
    """Return what of an AHP section can stand in a case: groups with something in them, judgements within one level.

    Parameters
    ----------
    section
        What the page keeps.
    present
        All criteria of the case.
    """
    groups = groups_of(section)
    while empty := [group for group in groups if not group["criteria"] and not _below(group, groups)]:
        groups = [group for group in groups if group not in empty]
    whole = with_groups(section, groups)
    level_of = {item: level for level, items in level_items(_given(whole), present).items() for item in items}

    def together(one: str, other: str) -> bool:
        return one in level_of and level_of[one] == level_of.get(other)

    experts = [
        {**expert, "judgements": _judged(expert["judgements"], together)} for expert in whole["experts"]
    ]
    return {**whole, "experts": experts}


def _judged(judgements: Judged, kept: Callable[[str, str], bool]) -> dict[str, dict[str, str]]:
    """Return the judgements on pairs that are kept."""
    rows = {
        row: {column: cell for column, cell in cells.items() if kept(row, column)}
        for row, cells in judgements.items()
    }
    return {row: cells for row, cells in rows.items() if cells or not judgements[row]}


def _below(group: Group, groups: Sequence[Group]) -> bool:
    """Return whether a group stands in this one."""
    return any(other.get("parent") == group["group_id"] for other in groups)


def _without(group: Group, criteria: Sequence[str]) -> Group:
    """Return a group without some criteria."""
    return {**group, "criteria": [name for name in group["criteria"] if name not in criteria]}


def _fresh(section: Section, criteria: Sequence[str]) -> str:
    """Return an id that neither a group nor a criterion has, nor any judgement that is kept."""
    taken = {group["group_id"] for group in groups_of(section)} | set(criteria)
    for expert in section["experts"]:
        for row, cells in expert["judgements"].items():
            taken |= {row, *cells}
    number = 1
    while _ID.format(number=number) in taken:
        number += 1
    return _ID.format(number=number)


def _given(section: Section) -> AhpWeights:
    """Return a section as its model."""
    return AhpWeights.model_validate(section)
