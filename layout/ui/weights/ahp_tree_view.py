"""The hierarchy of criteria on the page: what stands in what, weights within and of the whole, what is compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodata.text import Language
from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import GOAL, find_ahp, joint_judgements, level_items
from layout.entities.wording import both
from layout.errors import CaseError
from layout.i18n import translate
from layout.scoring.weighting.ahp import ACCEPTED
from layout.ui.weights.judgements import judgement, pairs
from layout.viz.escape import safe_html
from layout.workflow.ranking.ahp_tree import TreeRow, known_levels, tree_rows
from layout.workflow.ranking.ahp_words import level_titles

_INDENT_EM = 1.2


@dataclass(frozen=True)
class Progress:
    """How far the comparisons of a level are.

    Parameters
    ----------
    done, total
        Pairs that this expert has judged, and all.
    ratio
        Consistency ratio of the joint judgements, None while they link too little.
    together
        Pairs that any expert has judged.
    """

    done: int
    total: int
    ratio: float | None = None
    together: int = 0


def progress_of(given: AhpWeights, names: Sequence[str], *, place: int) -> dict[str, Progress]:
    """Return how far the comparisons of each level are that has something to compare.

    Parameters
    ----------
    given
        Experts and groups.
    names
        The criteria that count.
    place
        Which expert.
    """
    cells = {row: dict(columns) for row, columns in given.experts[place].judgements}
    known = known_levels(given, names)
    found = {}
    for level, items in level_items(given, names).items():
        all_pairs = pairs(items)
        done = sum(judgement(cells, one, other=other) is not None for one, other in all_pairs)
        ratio = known[level].joint.cr if level in known else None
        if all_pairs:
            together = len(all_pairs) - joint_judgements(given, items).missing
            found[level] = Progress(done, len(all_pairs), ratio, together)
    return found


def tree_html(given: AhpWeights, titles: Mapping[str, str], *, place: int, language: Language) -> str:
    """Return the hierarchy as a table of indented rows; the first row is the goal.

    Parameters
    ----------
    given
        Experts and groups.
    titles
        Words of the criteria that count.
    place
        The expert whose comparisons are counted.
    language
        Language of the heads.
    """
    names = list(titles)
    named = level_titles(given, {name: both(words) for name, words in titles.items()})
    progress = progress_of(given, names, place=place)
    weights: Mapping[str, float] | None
    try:
        weights = find_ahp(given, names).weights
    except CaseError:
        weights = None
    levels = known_levels(given, names)
    several = len(given.experts) > 1
    rows = [
        _goal_html(
            _progress_html(progress.get(GOAL), several=several), translate("sites.groups.goal", language)
        )
    ]
    rows += [
        _row_html(
            row, _progress_html(progress.get(row.item) if row.group else None, several=several), language
        )
        for row in tree_rows(given, names, titles=named, levels=levels, weights=weights)
    ]
    heads = ("item", "within", "whole", *(("mine", "anyone") if several else ("compared",)), "ratio")
    looks = ("", *(' class="cq-num"' for _ in heads[1:]))
    head = "".join(
        f"<th{look}>{safe_html(translate(f'sites.groups.{name}', language))}</th>"
        for look, name in zip(looks, heads, strict=True)
    )
    return (
        f'<div class="cq-scroll"><table class="cq-table cq-tree"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _goal_html(progress: str, words: str) -> str:
    """Return the row of the goal."""
    return f"<tr><td><b>{safe_html(words)}</b></td><td></td><td></td>{progress}</tr>"


def _row_html(row: TreeRow, progress: str, language: Language) -> str:
    """Return one row, indented by its depth."""
    words = safe_html(row.title.pick(language))
    name = f"<b>{words}</b>" if row.group else words
    indent = f"padding-left:{_INDENT_EM * (row.depth + 1):.1f}em"
    numbers = "".join(f'<td class="cq-num">{_percent(weight)}</td>' for weight in (row.local, row.share))
    return f'<tr><td style="{indent}">{name}</td>{numbers}{progress}</tr>'


def _progress_html(progress: Progress | None, *, several: bool) -> str:
    """Return the cells on the comparisons of a level; blank where there is nothing to compare."""
    counts = 2 if several else 1
    if progress is None:
        return "<td></td>" * (counts + 1)
    ratio = "–" if progress.ratio is None else f"{progress.ratio:.3f}"
    open_ = progress.ratio is None or progress.ratio > ACCEPTED
    look = "cq-num cq-open" if open_ else "cq-num"
    cells = "".join(
        f'<td class="cq-num">{done}/{progress.total}</td>'
        for done in (progress.done, progress.together)[:counts]
    )
    return f'{cells}<td class="{look}">{ratio}</td>'


def _percent(weight: float | None) -> str:
    """Return a weight in per cent, a dash while it is not known."""
    return "–" if weight is None else f"{100 * weight:.1f} %"
