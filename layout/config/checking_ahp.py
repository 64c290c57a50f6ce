"""What a case may say of AHP: groups that stand somewhere, and judgements on what is there, within one level."""

import difflib
from collections.abc import Sequence

from layout.config.case_weights import AhpWeights, WeightsGroup
from layout.config.weighing_ahp import expert_pairwise, level_items
from layout.errors import CaseError


def check_ahp(given: AhpWeights, present: Sequence[str]) -> None:
    """Refuse groups that cannot be, and judgements that name what is not there or compare across levels.

    Parameters
    ----------
    given
        What the case says.
    present
        All criteria of the case.

    Raises
    ------
    CaseError
        What is wrong, with the place.
    """
    _check_groups(given, present)
    known = [*present, *(group.group_id for group in given.groups)]
    levels = level_items(given, present)
    level_of = {item: level for level, items in levels.items() for item in items}
    for expert in given.experts:
        for row, cells in expert.judgements:
            path = f"weights, {expert.name}: judgements.{row}"
            for name in (row, *(column for column, _ in cells)):
                require_known(name, known, path=path)
            for column, _ in cells:
                if level_of.get(row) != level_of.get(column):
                    raise CaseError(
                        en=f"{path}.{column}: {row} and {column} stand at different levels; compare what stands below the goal with each other, and what stands in one group with each other.",
                        zh=f"{path}.{column}：{row} 与 {column} 不在同一层；请在同属总目标的各项之间比较，或在同一组的各项之间比较。",
                    )
        for items in levels.values():
            expert_pairwise(expert, items)


def _check_groups(given: AhpWeights, present: Sequence[str]) -> None:
    """Refuse names that stand twice, criteria in two groups or in none there is, and groups that stand nowhere."""
    taken = list(present)
    placed: set[str] = set()
    for group in given.groups:
        if group.group_id in taken:
            raise CaseError(
                en=f"weights.groups: {group.group_id} is the name of a criterion or of another group; give the group a name of its own.",
                zh=f"weights.groups：{group.group_id} 已是指标或其他组的名称；请为该组另取名称。",
            )
        taken.append(group.group_id)
        for name in group.criteria:
            require_known(name, present, path=f"weights.groups, {group.group_id}: criteria")
            if name in placed:
                raise CaseError(
                    en=f"weights.groups, {group.group_id}: {name} stands in two groups; give each criterion one place.",
                    zh=f"weights.groups，{group.group_id}：{name} 出现在两个组中；每个指标只能有一个位置。",
                )
            placed.add(name)
    for group in given.groups:
        _check_place(given, group)


def _check_place(given: AhpWeights, group: WeightsGroup) -> None:
    """Refuse a group with nothing in it, within one that is not there, or within itself."""
    path = f"weights.groups, {group.group_id}"
    ids = [other.group_id for other in given.groups]
    if not group.criteria and not any(other.parent == group.group_id for other in given.groups):
        raise CaseError(
            en=f"{path}: nothing stands in it; give it criteria or groups, or drop it.",
            zh=f"{path}：组内为空；请加入指标或下级组，或删去该组。",
        )
    if group.parent is None:
        return
    if group.parent not in ids:
        near = difflib.get_close_matches(group.parent, ids, n=1) or ids
        raise CaseError(
            en=f"{path}: parent: {group.parent} is no group of the case; did you mean {near[0]}?",
            zh=f"{path}：parent：案例中没有组 {group.parent}；是否应为 {near[0]}？",
        )
    upper: str | None = group.parent
    parents = {other.group_id: other.parent for other in given.groups}
    seen = {group.group_id}
    while upper is not None and upper not in seen:
        seen.add(upper)
        upper = parents.get(upper)
    if upper is not None:
        raise CaseError(
            en=f"{path}: its parents lead back to {upper}; let one of them stand below the goal, without parent.",
            zh=f"{path}：逐级上溯又回到 {upper}；请让其中一组直接置于总目标之下（不写 parent）。",
        )


def require_known(name: str, known: Sequence[str], *, path: str) -> None:
    """Refuse a name that is none of the case.

    Parameters
    ----------
    name
        What is named.
    known
        What could be.
    path
        The place of the name.

    Raises
    ------
    CaseError
        It is not among `known`; the nearest one is proposed.
    """
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1) or list(known)
        raise CaseError(
            en=f"{path}: {name} is no criterion of the case; did you mean {near[0]}?",
            zh=f"{path}：案例中没有指标 {name}；是否应为 {near[0]}？",
        )
