"""The weights of a case at its sites, and the sentences on where they come from and how consistent they are."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.config.case import Case
from layout.config.case_weights import AhpWeights, BestWorstWeights, MixtureWeights, OrdinalWeights
from layout.config.weighing import FoundWeights, find_weights
from layout.config.weighing_ahp import GOAL
from layout.entities.wording import clauses, say
from layout.errors import WeightError
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.missing import complete_matrix
from layout.scoring.problem import Problem
from layout.workflow.ranking.ahp_words import ahp_sentences, consistency_data, level_titles, local_weights

LEAST_SITES = 3


def weigh(case: Case, matrix: DecisionMatrix) -> tuple[DecisionMatrix, FoundWeights]:
    """Return the matrix with the weights that the case asks for, and where they come from.

    Raises
    ------
    WeightError, CaseError
        The judgements or the data leave the weighting undefined.
    """
    found = find_weights(case.weights, case.direct_weights(), problem=_known(case, matrix))
    weights = pd.Series({key: found.weights[key] for key in matrix.criterion_ids}, dtype=np.float64)
    return replace(matrix, weights=weights), found


def _known(case: Case, matrix: DecisionMatrix) -> Problem | None:
    """Return the values that objective weights are computed from: as the policy fills them, or complete sites only.

    None where no part of the weighting looks at values.
    """
    parts = (
        [part.weights for part in case.weights.parts]
        if isinstance(case.weights, MixtureWeights)
        else [case.weights]
    )
    if not {part.method for part in parts} & {"entropy", "entropy_minmax", "critic", "merec"}:
        return None
    policy = case.scoring.missing
    values = matrix.value.to_numpy(dtype=np.float64)
    whole = ~np.isnan(values).any(axis=1)
    if policy in ("neutral", "worst"):
        values, whole = complete_matrix(matrix, policy).value, np.ones(len(values), dtype=bool)
    if whole.sum() < LEAST_SITES:
        raise WeightError(
            en=f"weights: {int(whole.sum())} sites have a value on every criterion, at least {LEAST_SITES} are needed for weights from data; give direct weights or choose another missing-data policy.",
            zh=f"weights：仅 {int(whole.sum())} 个候选地各项指标齐全，由数据计算权重至少需要 {LEAST_SITES} 个；请直接给定权重，或改用其他缺失值处理方式。",
        )
    criteria = values.shape[1]
    return Problem(
        alternatives=matrix.value.index[whole],
        criteria=matrix.value.columns,
        matrix=np.ascontiguousarray(values[whole]),
        sense=np.ones(criteria),
        weights=np.full(criteria, 1.0 / criteria),
    )


def weight_sentences(found: FoundWeights, titles: Mapping[str, Bilingual]) -> tuple[Bilingual, ...]:
    """Return where weights come from and how consistent the judgements are.

    Parameters
    ----------
    found
        The weights.
    titles
        Name of each criterion.
    """
    return tuple(_sentences(found, titles))


def _sentences(found: FoundWeights, titles: Mapping[str, Bilingual]) -> Iterator[Bilingual]:
    """Yield the sentences."""
    given = found.given
    if isinstance(given, OrdinalWeights):
        yield say("proof.weights.ordinal", formula=say(f"proof.weights.formula.{given.formula}"))
    elif isinstance(given, MixtureWeights):
        parts = clauses(
            say(
                "proof.weights.part",
                share=f"{100 * share:.0f}",
                method=say(f"proof.weights.name.{part.given.method}"),
            )
            for share, part in found.parts
        )
        yield say(f"proof.weights.mixture_{given.combine}", parts=parts)
    else:
        yield say(f"proof.weights.{given.method}", sites=found.sites)
    if isinstance(given, AhpWeights):
        yield from ahp_sentences(given, found.levels, titles=titles)
    if isinstance(given, BestWorstWeights) and found.best_worst is not None:
        yield _best_worst(found, titles)
    if given.reason is not None:
        yield given.reason.bilingual
    for _, part in found.parts:
        yield from _sentences(part, titles)


def _best_worst(found: FoundWeights, titles: Mapping[str, Bilingual]) -> Bilingual:
    """Return the sentence on the consistency of best–worst comparisons."""
    result = found.best_worst
    if result is None or result.worst is None:
        return say("proof.weights.best_worst_fully")
    return say(
        "proof.weights.best_worst_ratio",
        xi=f"{result.xi:.3f}",
        ratio=f"{result.input_ratio:.3f}",
        criterion=titles[result.worst],
    )


def weights_data(found: FoundWeights, titles: Mapping[str, Bilingual]) -> dict[str, Any]:
    """Return the weights, their origin and their consistency as plain data.

    Parameters
    ----------
    found
        The weights.
    titles
        Name of each criterion.
    """
    given, best_worst = found.given, found.best_worst
    data: dict[str, Any] = {
        "method": found.given.method,
        "given": found.given.model_dump(mode="json", exclude_none=True),
        "weights": dict(found.weights),
        "text": list(weight_sentences(found, titles)),
    }
    if isinstance(given, AhpWeights) and given.groups:
        named = level_titles(given, titles)
        data["levels"] = [
            {
                "level": level or None,
                "title": named[level],
                "weights": local_weights(given, group),
                "consistency": consistency_data(group),
            }
            for level, group in found.levels.items()
        ]
    elif found.levels:
        data["consistency"] = consistency_data(found.levels[GOAL])
    if best_worst is not None:
        data["consistency"] = {
            "xi": best_worst.xi,
            "input_ratio": best_worst.input_ratio if np.isfinite(best_worst.input_ratio) else None,
            "worst": best_worst.worst,
        }
    if found.parts:
        data["parts"] = [{"share": share, **weights_data(part, titles)} for share, part in found.parts]
    return data
