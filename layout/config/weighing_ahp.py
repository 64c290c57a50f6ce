"""AHP of a case: judgements of one or several experts over its criteria, or over groups of criteria and within each.

goal (level "") → groups and criteria that stand in none → criteria of each group (its own level)
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from layout.config.case_weights import AhpWeights, Expert
from layout.errors import CaseError
from layout.scoring.problem import unit_sum
from layout.scoring.weighting.group import GroupResult, aggregate_judgements, group_weights
from layout.scoring.weighting.hierarchy import Branch, hierarchy_weights
from layout.scoring.weighting.pairwise import Pairwise, parse_pairwise

Array = npt.NDArray[np.float64]
GOAL: Final = ""
"""The level at which the groups themselves are compared."""


@dataclass(frozen=True, eq=False)
class AhpFound:
    """Weights by AHP.

    Parameters
    ----------
    weights
        By criterion that counts, sum 1.
    levels
        By level, `GOAL` first, the result of its comparison; without groups `GOAL` alone.
    """

    weights: Mapping[str, float]
    levels: Mapping[str, GroupResult]


def level_items(given: AhpWeights, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what is compared at each level, `GOAL` first; groups none of whose criteria count are left out.

    Parameters
    ----------
    given
        What the case says.
    names
        The criteria that count.
    """
    home = {name: group.group_id for group in given.groups for name in group.criteria}
    levels: dict[str, list[str]] = {GOAL: list(dict.fromkeys(home.get(name, name) for name in names))}
    for name in names:
        if name in home:
            levels.setdefault(home[name], []).append(name)
    return {level: tuple(items) for level, items in levels.items()}


def expert_pairwise(expert: Expert, names: Sequence[str]) -> Pairwise:
    """Return the judgements of one expert over `names`; pairs that nobody judged are gaps.

    Raises
    ------
    CaseError
        A cell that is no judgement, or a pair that is not reciprocal; expert and cell are named.
    """
    table = {row: dict(cells) for row, cells in expert.judgements}
    cells = [[table.get(row, {}).get(column, "") for column in names] for row in names]
    try:
        return parse_pairwise(names, cells)
    except CaseError as error:
        raise CaseError(
            en=f"weights, expert {expert.name}: {error.text.en}",
            zh=f"weights，专家 {expert.name}：{error.text.zh}",
        ) from error


def find_ahp(given: AhpWeights, names: Sequence[str]) -> AhpFound:
    """Return AHP weights of the criteria that count; one expert is a group of one.

    Parameters
    ----------
    given
        What the case says.
    names
        The criteria that count.

    Raises
    ------
    CaseError
        Two experts of one name, judgements that cannot be, or that do not connect all items of a level.
    """
    if len({expert.name for expert in given.experts}) < len(given.experts):
        raise CaseError(
            en="weights.experts: two experts of the same name; give each a name of its own.",
            zh="weights.experts：有两位专家同名；请分别命名。",
        )
    items = level_items(given, names)
    voices = {expert.name: expert.voice for expert in given.experts}
    judged = {
        level: {expert.name: expert_pairwise(expert, compared) for expert in given.experts}
        for level, compared in items.items()
    }
    levels = {level: _compared(level, experts, voices) for level, experts in judged.items()}
    if given.aggregation == "judgements":
        spoken = np.array(list(voices.values()))
        found = _down(
            {key: aggregate_judgements(list(one.values()), voices=spoken) for key, one in judged.items()}
        )
    else:
        single = [_down({key: one[name] for key, one in judged.items()}) for name in voices]
        found = _joint(single, np.array(list(voices.values())))
    return AhpFound({name: found[name] for name in names}, levels)


def _compared(level: str, experts: Mapping[str, Pairwise], voices: Mapping[str, float]) -> GroupResult:
    """Return the result of one level, which an error names."""
    try:
        return group_weights(experts, voices=voices)
    except CaseError as error:
        if level == GOAL:
            raise
        raise CaseError(
            en=f"weights, {level}: {error.text.en}", zh=f"weights，{level}：{error.text.zh}"
        ) from error


def _down(levels: Mapping[str, Pairwise]) -> dict[str, float]:
    """Return the weights of all criteria, multiplied down from the goal."""
    below = {level: Branch(pairwise) for level, pairwise in levels.items() if level != GOAL}
    return hierarchy_weights(Branch(levels[GOAL], below)).weights


def _joint(single: Sequence[Mapping[str, float]], voices: Array) -> dict[str, float]:
    """Return the weighted geometric mean of the weights of the experts, of sum 1 (Forman and Peniwati 1998)."""
    names = list(single[0])
    logs = np.log(np.array([[one[name] for name in names] for one in single]))
    mean = np.exp(unit_sum(voices, [str(place) for place in range(len(single))]) @ logs)
    return dict(zip(names, (mean / mean.sum()).tolist(), strict=True))


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
                        en=f"{path}.{column}: {row} and {column} stand at different levels; compare groups with groups, and the criteria of one group with each other.",
                        zh=f"{path}.{column}：{row} 与 {column} 不在同一层；请在各组之间比较，或在同一组的指标之间比较。",
                    )
        for items in levels.values():
            expert_pairwise(expert, items)


def _check_groups(given: AhpWeights, present: Sequence[str]) -> None:
    """Refuse a group of the name of a criterion or of another group, and a criterion in two groups or in none there is."""
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
