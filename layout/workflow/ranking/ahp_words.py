"""What is to be said of AHP: weights within each level, consistency, who judged what, how far experts disagree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from geodata.text import Bilingual
from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import GOAL
from layout.entities.wording import both, clauses, plain, say
from layout.scoring.weighting.ahp import ACCEPTED, AhpResult
from layout.scoring.weighting.group import GroupResult

_FAR: Final = 0.5
"""Kendall's W below which experts do not agree on the order."""
_SEVERAL: Final = 2
_PAIR: Final = 2
_SAME: Final = 1e-9


@dataclass(frozen=True)
class Part:
    """What one expert judged of a level.

    Parameters
    ----------
    done, total
        Pairs judged, and all.
    ratio
        Consistency ratio of this expert alone; None where these judgements alone do not connect the level.
    """

    done: int
    total: int
    ratio: float | None


def parts_of(group: GroupResult) -> dict[str, Part]:
    """Return by expert what was judged of a level.

    Parameters
    ----------
    group
        Its result.
    """
    count = len(group.joint.names)
    total = count * (count - 1) // 2
    return {
        name: Part(
            total - judged.missing, total, None if name in group.partial else float(group.consistency[name])
        )
        for name, judged in group.judged.items()
    }


def level_titles(given: AhpWeights, titles: Mapping[str, Bilingual]) -> dict[str, Bilingual]:
    """Return the names of criteria, groups and the goal, by id; the goal has the id "".

    Parameters
    ----------
    given
        What the case says.
    titles
        Name of each criterion.
    """
    groups = {group.group_id: group.name for group in given.groups}
    goal = say("proof.weights.goal" if groups else "proof.weights.goal_flat")
    return {**titles, **groups, GOAL: goal}


def local_weights(given: AhpWeights, group: GroupResult) -> dict[str, float]:
    """Return the weights within one level, sum 1; NaN where priorities are asked for and an expert has none.

    Parameters
    ----------
    given
        What the case says.
    group
        The comparison at that level.
    """
    found = group.joint.weights if given.aggregation == "judgements" else group.priorities
    return dict(zip(group.joint.names, found.tolist(), strict=True))


def ahp_sentences(
    given: AhpWeights, levels: Mapping[str, GroupResult], *, titles: Mapping[str, Bilingual]
) -> Iterator[Bilingual]:
    """Yield how each level weighs, how consistent its judgements are, and who judged what.

    Parameters
    ----------
    given
        What the case says.
    levels
        Results of the comparisons, the goal first.
    titles
        Name of each criterion.
    """
    named = level_titles(given, titles)
    if len(given.experts) >= _SEVERAL:
        yield say(f"proof.weights.experts.{given.aggregation}", count=len(given.experts))
    for level, group in levels.items():
        if given.groups:
            shares = clauses(
                say("proof.weights.local", name=named[name], weight=f"{weight:.3f}")
                for name, weight in local_weights(given, group).items()
            )
            yield say("proof.weights.level", level=named[level], words=shares)
        if len(group.joint.names) > 1 or not given.groups:
            yield _consistency(group.joint, named)
            if len(given.experts) >= _SEVERAL:
                yield from expert_sentences(given, group, titles=named)


def expert_sentences(
    given: AhpWeights, group: GroupResult, *, titles: Mapping[str, Bilingual]
) -> Iterator[Bilingual]:
    """Yield who judged what of a level, and how far those experts disagree.

    Parameters
    ----------
    given
        What the case says.
    group
        Result of the level.
    titles
        Name of each item.
    """
    voices = {expert.name: expert.voice for expert in given.experts}
    told = len(set(voices.values())) > 1
    words = clauses(
        _part(say("proof.weights.voice", name=name, voice=f"{voices[name]:g}") if told else both(name), part)
        for name, part in parts_of(group).items()
    )
    yield say("proof.weights.judged", parts=words)
    if np.isfinite(group.concordance):
        extremes = group.spread[["least", "greatest"]].to_numpy()
        widest = int((extremes[:, 1] - extremes[:, 0]).argmax())
        least, greatest = extremes[widest].tolist()
        yield say(
            "proof.weights.disagree" if group.concordance < _FAR else "proof.weights.agree",
            w=plain(group.concordance, 2),
            count=len(group.experts) - len(group.partial),
            criterion=titles[str(group.spread.index[widest])],
            least=f"{least:.3f}",
            greatest=f"{greatest:.3f}",
        )
    elif group.partial and len(group.joint.names) > _PAIR:
        yield say("proof.weights.agree_unknown")
    if (apart_on := widest_pair(group)) is not None:
        row, column, ends = apart_on
        words = clauses(say("proof.weights.end", name=both(name), judgement=plain(one)) for name, one in ends)
        yield say("proof.weights.widest_pair", row=titles[row], column=titles[column], words=words)


def _part(name: Bilingual, part: Part) -> Bilingual:
    """Return what one expert judged of a level."""
    if not part.done:
        return say("proof.weights.expert_none", name=name)
    if part.ratio is None:
        return say("proof.weights.expert_part", name=name, done=part.done, total=part.total)
    return say("proof.weights.expert", name=name, done=part.done, total=part.total, cr=f"{part.ratio:.3f}")


def widest_pair(group: GroupResult) -> tuple[str, str, tuple[tuple[str, float], tuple[str, float]]] | None:
    """Return the pair on which judgements lie farthest apart, with the least and the greatest and who gave them.

    None where no pair was judged by two, or all agree.

    Parameters
    ----------
    group
        Result of a level.
    """
    experts, names = list(group.judged), group.joint.names
    judged = np.stack([matrix.judgements for matrix in group.judged.values()])
    least = np.where(np.isnan(judged), np.inf, judged)
    greatest = np.where(np.isnan(judged), -np.inf, judged)
    # a pair that nobody judged has nothing between its ends
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.log(greatest.max(axis=0)) - np.log(least.min(axis=0))
    apart = np.triu(np.where(np.isfinite(apart), apart, 0.0), k=1)
    if apart.max(initial=0.0) <= _SAME:
        return None
    row, column = np.unravel_index(int(np.argmax(apart)), apart.shape)
    ends = (int(least[:, row, column].argmin()), int(greatest[:, row, column].argmax()))
    low, high = ((experts[place], float(judged[place, row, column])) for place in ends)
    return names[row], names[column], (low, high)


def _consistency(result: AhpResult, titles: Mapping[str, Bilingual]) -> Bilingual:
    """Return the sentence on the consistency ratio and the judgement that fits worst."""
    worst = result.worst
    values = {
        "cr": f"{result.cr:.3f}",
        "limit": f"{ACCEPTED:g}",
        "missing": result.missing,
        "source": result.ri_source,
    }
    if worst is None:
        return say("proof.weights.consistent_fully", **values)
    return say(
        "proof.weights.consistent" if result.cr <= ACCEPTED else "proof.weights.inconsistent",
        **values,
        row=titles[worst.row],
        column=titles[worst.column],
        judgement=plain(worst.judgement),
        implied=plain(worst.implied),
        better=f"{worst.cr_if_implied:.3f}",
    )


def consistency_data(group: GroupResult) -> dict[str, Any]:
    """Return the consistency of one comparison, and who judged what, as plain data; null where it is not known.

    Parameters
    ----------
    group
        Its result.
    """
    joint = group.joint
    parts = parts_of(group)
    data: dict[str, Any] = {
        "lambda_max": joint.lambda_max,
        "ci": joint.ci,
        "ri": joint.ri,
        "ri_source": joint.ri_source,
        "cr": joint.cr,
        "missing": joint.missing,
        "worst": None if joint.worst is None else vars(joint.worst),
        "experts": {name: part.ratio for name, part in parts.items()},
        "kendall_w": None if np.isnan(group.concordance) else group.concordance,
    }
    if len(parts) >= _SEVERAL:
        data["judged"] = {name: {"pairs": part.done, "of": part.total} for name, part in parts.items()}
        data["pairs"] = pair_data(group)
    return data


def pair_data(group: GroupResult) -> list[dict[str, Any]]:
    """Return each pair that was judged: what all say together, and what each expert who judged it said.

    Parameters
    ----------
    group
        Result of a level.
    """
    names, together = group.joint.names, group.together.judgements
    return [
        {
            "row": names[row],
            "column": names[column],
            "judgement": float(together[row, column]),
            "experts": {
                expert: float(matrix.judgements[row, column])
                for expert, matrix in group.judged.items()
                if not np.isnan(matrix.judgements[row, column])
            },
        }
        for row, column in zip(*np.triu_indices(len(names), k=1), strict=True)
        if not np.isnan(together[row, column])
    ]
