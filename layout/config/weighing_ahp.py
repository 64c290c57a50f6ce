"""AHP of a case: judgements of one or several experts over its criteria, or over groups of them down to any depth.

goal (level "") → groups and criteria that stand in none → criteria and groups of each group (its own level) → …
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from layout.config.case_weights import AhpWeights, Expert
from layout.errors import CaseError
from layout.scoring.problem import unit_sum
from layout.scoring.weighting.ahp import apart
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
        By level, `GOAL` first and each group after the one it stands in, the result of its comparison; without groups
        `GOAL` alone.
    """

    weights: Mapping[str, float]
    levels: Mapping[str, GroupResult]


def level_items(given: AhpWeights, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what is compared at each level, `GOAL` first; groups with no criterion below that counts are left out.

    Parameters
    ----------
    given
        What the case says.
    names
        The criteria that count.
    """
    home = {name: group.group_id for group in given.groups for name in group.criteria}
    # an ordered set a level
    levels: dict[str, dict[str, None]] = {GOAL: {}}
    for name in names:
        for level, item in pairwise((GOAL, *groups_above(given, home.get(name)), name)):
            levels.setdefault(level, {})[item] = None
    return {level: tuple(items) for level, items in levels.items()}


def groups_above(given: AhpWeights, group_id: str | None) -> tuple[str, ...]:
    """Return a group and those it stands in, from the top down; nothing for None. A circle is cut where it closes.

    Parameters
    ----------
    given
        What the case says.
    group_id
        A group.
    """
    parents = {group.group_id: group.parent for group in given.groups}
    path: list[str] = []
    while group_id is not None and group_id not in path:
        path.append(group_id)
        group_id = parents.get(group_id)
    return tuple(reversed(path))


def global_weights(items: Mapping[str, Sequence[str]], weights: Mapping[str, float]) -> dict[str, float]:
    """Return the share of the whole of every criterion and every group: a group has that of all that is below it.

    Parameters
    ----------
    items
        What is compared at each level, as `level_items` gives it.
    weights
        By criterion, sum 1.
    """
    found: dict[str, float] = {}

    def share(name: str) -> float:
        found[name] = sum(map(share, items[name])) if name in items else weights[name]
        return found[name]

    for name in items[GOAL]:
        share(name)
    return found


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


def joint_judgements(given: AhpWeights, names: Sequence[str]) -> Pairwise:
    """Return the judgements of all experts together over `names`, gaps where nobody judged.

    Parameters
    ----------
    given
        What the case says.
    names
        What is compared with each other.

    Raises
    ------
    CaseError
        As for `expert_pairwise`.
    """
    voices = np.array([expert.voice for expert in given.experts])
    return aggregate_judgements([expert_pairwise(expert, names) for expert in given.experts], voices=voices)


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
        Two experts of one name, judgements that cannot be, or that together do not connect all items of a level; with
        aggregation of priorities also an expert whose own judgements do not.
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
        _check_each(levels)
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


def _check_each(levels: Mapping[str, GroupResult]) -> None:
    """Refuse to put weights together where an expert has none: the expert and the level are named."""
    for level, group in levels.items():
        for name in group.partial:
            items, far = group.joint.names, apart(group.judged[name])
            near = ", ".join(item for item in items if item not in far)
            raise CaseError(
                en=f"weights, {level or 'goal'}: expert {name} has not enough judgements alone, nothing links {near} to {', '.join(far)}; aggregation = priorities needs weights from every expert: complete them, or choose aggregation = judgements.",
                zh=f"weights，{level or '总目标'}：专家 {name} 的判断单独不足，{near} 与 {', '.join(far)} 之间没有联系；aggregation = priorities 要求每位专家都能独立得出权重：请补全判断，或改用 aggregation = judgements。",
            )


def _down(levels: Mapping[str, Pairwise]) -> dict[str, float]:
    """Return the weights of all criteria, multiplied down from the goal."""
    return hierarchy_weights(_branch(GOAL, levels)).weights


def _branch(level: str, levels: Mapping[str, Pairwise]) -> Branch:
    """Return a level with all that is below it."""
    compared = levels[level]
    return Branch(compared, {name: _branch(name, levels) for name in compared.names if name in levels})


def _joint(single: Sequence[Mapping[str, float]], voices: Array) -> dict[str, float]:
    """Return the weighted geometric mean of the weights of the experts, of sum 1 (Forman and Peniwati 1998)."""
    names = list(single[0])
    logs = np.log(np.array([[one[name] for name in names] for one in single]))
    mean = np.exp(unit_sum(voices, [str(place) for place in range(len(single))]) @ logs)
    return dict(zip(names, (mean / mean.sum()).tolist(), strict=True))
