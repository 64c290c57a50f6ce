"""A hierarchy of criteria as a tree of rows: what is compared where, how it weighs, how consistent each comparison is."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

from geodata.text import Bilingual
from layout.config.case_weights import AhpWeights
from layout.config.hierarchy_toml import is_hierarchy, load_hierarchy
from layout.config.toml import load_case
from layout.config.weighing import find_weights
from layout.config.weighing_ahp import GOAL, expert_pairwise, find_ahp, global_weights, level_items
from layout.entities.wording import both
from layout.errors import CaseError, WeightError
from layout.scoring.weighting.group import GroupResult, group_weights
from layout.workflow.plain.mcda_json import plain_texts
from layout.workflow.ranking.ahp_words import consistency_data, level_titles, local_weights


@dataclass(frozen=True)
class TreeRow:
    """One item of a hierarchy.

    Parameters
    ----------
    item, level
        Its id, and that of the level at which it is compared.
    title
        Its name.
    depth
        How many groups it stands in.
    group
        Whether something is below it.
    local, share
        Weight within its level, and share of the whole; None while they are not known.
    """

    item: str
    level: str
    title: Bilingual
    depth: int
    group: bool
    local: float | None = None
    share: float | None = None


@dataclass(frozen=True, eq=False)
class AhpTree:
    """A hierarchy with its weights.

    Parameters
    ----------
    given
        Experts and groups.
    titles
        Names of criteria, groups and the goal.
    weights
        By criterion, sum 1.
    levels
        Result of each comparison, the goal first.
    """

    given: AhpWeights
    titles: Mapping[str, Bilingual]
    weights: Mapping[str, float]
    levels: Mapping[str, GroupResult]

    @property
    def rows(self) -> tuple[TreeRow, ...]:
        """Return the rows from the goal down."""
        rows = tree_rows(
            self.given, list(self.weights), titles=self.titles, levels=self.levels, weights=self.weights
        )
        return tuple(rows)


def tree_rows(
    given: AhpWeights,
    names: Sequence[str],
    *,
    titles: Mapping[str, Bilingual],
    levels: Mapping[str, GroupResult],
    weights: Mapping[str, float] | None = None,
) -> Iterator[TreeRow]:
    """Yield the items of a hierarchy from the top down, each followed by what is below it.

    Parameters
    ----------
    given
        Experts and groups.
    names
        The criteria that count.
    titles
        Names of criteria and groups.
    levels
        Results of the comparisons that can be weighed.
    weights
        By criterion, where all of them can.
    """
    items = level_items(given, names)
    shares = {} if weights is None else global_weights(items, weights)
    locals_ = {key: local_weights(given, one) for key, one in levels.items()}

    def below(level: str, depth: int) -> Iterator[TreeRow]:
        for name in items[level]:
            local = locals_.get(level, {}).get(name)
            if local is not None and isnan(local):
                local = None
            yield TreeRow(name, level, titles[name], depth, name in items, local, shares.get(name))
            if name in items:
                yield from below(name, depth + 1)

    yield from below(GOAL, 0)


def known_levels(given: AhpWeights, names: Sequence[str]) -> dict[str, GroupResult]:
    """Return the results of those comparisons whose judgements together link all items; the others are left out.

    Parameters
    ----------
    given
        Experts and groups.
    names
        The criteria that count.
    """
    voices = {expert.name: expert.voice for expert in given.experts}
    found = {}
    for level, items in level_items(given, names).items():
        with suppress(CaseError):
            judged = {expert.name: expert_pairwise(expert, items) for expert in given.experts}
            found[level] = group_weights(judged, voices=voices)
    return found


def read_tree(path: str | Path) -> AhpTree:
    """Return the hierarchy that a TOML file states: a plain one, or that of a case.

    Raises
    ------
    CaseError, WeightError
        The file cannot be read, cannot be weighed as written, or is a case that is not weighed by AHP.
    """
    if is_hierarchy(path):
        plain = load_hierarchy(path)
        judged = find_ahp(plain, plain.criteria)
        titles = level_titles(plain, {name: both(name) for name in plain.criteria})
        return AhpTree(plain, titles, judged.weights, judged.levels)
    case = load_case(path)
    given = case.weights
    if not isinstance(given, AhpWeights):
        raise WeightError(
            en=f"{Path(path).name}: weights.method is {given.method}, expected ahp; only pairwise judgements have a hierarchy.",
            zh=f"{Path(path).name}：weights.method 为 {given.method}，应为 ahp；仅两两比较判断具有层次结构。",
        )
    found = find_weights(given, case.direct_weights())
    titles = level_titles(given, {name: both(name) for name in found.weights})
    return AhpTree(given, titles, found.weights, found.levels)


def tree_data(tree: AhpTree) -> dict[str, Any]:
    """Return a hierarchy as plain data: weights of the criteria, and every level with its consistency."""
    rows = {row.item: row for row in tree.rows}
    ratios = {level: group.joint.cr for level, group in tree.levels.items()}
    return {
        "weights": dict(tree.weights),
        "aggregation": tree.given.aggregation,
        "experts": [expert.name for expert in tree.given.experts],
        "cr": max(ratios.values()),
        "levels": [
            {
                "level": level or None,
                "parent": (rows[level].level or None) if level else None,
                "title": plain_texts([tree.titles[level]])[0],
                "weights": local_weights(tree.given, group),
                "global_weights": {name: rows[name].share for name in group.joint.names},
                "consistency": consistency_data(group),
            }
            for level, group in tree.levels.items()
        ],
    }
