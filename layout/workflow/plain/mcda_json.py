"""Results of plain tables as plain data for JSON: objects keyed by alternative or criterion, no NaN, both languages."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.scoring.robustness.agreement import Agreement
from layout.scoring.robustness.smaa import SmaaResult
from layout.scoring.weighting.ahp import AhpResult
from layout.workflow.plain.mcda import McdaRun

Plain = dict[str, Any]


def plain_table(table: pd.DataFrame | pd.Series) -> Plain:
    """Return a table as nested objects: row -> column -> value, or name -> value; NaN becomes null."""
    if isinstance(table, pd.Series):
        return {
            str(name): plain_value(value) for name, value in zip(table.index, table.tolist(), strict=True)
        }
    columns = [str(name) for name in table.columns]
    known = table.to_numpy()
    if known.dtype == float and np.isfinite(known).all():
        return {
            str(name): dict(zip(columns, row.tolist(), strict=True))
            for name, row in zip(table.index, known, strict=True)
        }
    rows = zip(*(table.iloc[:, place].tolist() for place in range(len(columns))), strict=True)
    return {
        str(name): dict(zip(columns, map(plain_value, row), strict=True))
        for name, row in zip(table.index, rows, strict=True)
    }


def plain_value(value: object) -> object:
    """Return a cell as JSON knows it: null for NaN, infinite and missing values, numpy numbers as Python's."""
    if value is None or value is pd.NA:
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


def plain_texts(texts: Iterable[Bilingual]) -> list[Plain]:
    """Return texts in both languages."""
    return [{"en": text.en, "zh": text.zh} for text in texts]


def mcda_data(run: McdaRun) -> Plain:
    """Return the result of `cqlayout mcda`."""
    solution, spec = run.solution, run.table.spec
    problem = solution.problem
    data: Plain = {
        "method": solution.method,
        "normalisation": solution.normalisation,
        "weighting": spec.weights.method,
        "higher_is_better": solution.higher_is_better,
        "alternatives": [str(name) for name in problem.alternatives],
        "criteria": {
            str(name): {"objective": "max" if sense > 0 else "min", "unit": spec.criteria[str(name)].unit}
            for name, sense in zip(problem.criteria, problem.sense, strict=True)
        },
        "scores": plain_table(solution.scores),
        "ranks": plain_table(solution.ranks),
        "weights": plain_table(problem.row(problem.weights)),
        "tables": {name: plain_table(table) for name, table in solution.tables.items()},
        "removed": {name: {"en": reason.en, "zh": reason.zh} for name, reason in run.table.removed.items()},
        "dominated": None if run.screening.dominated is None else dict(run.screening.dominated),
        "notes": plain_texts(run.notes),
    }
    if run.agreement is not None:
        data["comparison"] = agreement_data(run.agreement)
    return data


def agreement_data(agreement: Agreement) -> Plain:
    """Return methods side by side with their rank correlations."""
    return {
        "ranks": plain_table(agreement.ranks),
        "spearman": plain_table(agreement.spearman),
        "kendall": plain_table(agreement.kendall),
        "ws": plain_table(agreement.ws),
    }


def ahp_data(result: AhpResult) -> Plain:
    """Return the result of `cqlayout ahp`."""
    worst = result.worst
    return {
        "weights": dict(zip(result.names, result.weights.tolist(), strict=True)),
        "lambda_max": result.lambda_max,
        "ci": result.ci,
        "ri": result.ri,
        "ri_source": result.ri_source,
        "cr": result.cr,
        "missing": result.missing,
        "method": "principal eigenvector (Saaty 1980)"
        if not result.missing
        else "principal eigenvector, gaps by Harker (1987)",
        "worst": None
        if worst is None
        else {
            "row": worst.row,
            "column": worst.column,
            "judgement": worst.judgement,
            "implied": worst.implied,
            "cr_if_implied": worst.cr_if_implied,
        },
    }


def smaa_data(result: SmaaResult, *, notes: Iterable[Bilingual], normalisation: str) -> Plain:
    """Return the result of `cqlayout smaa`."""
    central: Mapping[str, Plain] = plain_table(result.central_weights)
    return {
        "model": result.model,
        "normalisation": normalisation,
        "draws": result.settings.draws,
        "seed": result.settings.seed,
        "space": result.settings.space.kind,
        "error_95": result.error,
        "alternatives": [str(name) for name in result.acceptability.index],
        "acceptability": plain_table(result.acceptability),
        "central_weights": {
            name: None if any(value is None for value in row.values()) else row
            for name, row in central.items()
        },
        "confidence": plain_table(result.confidence),
        "pairwise": plain_table(result.pairwise),
        "expected_rank": plain_table(result.expected_rank),
        "rank_best": plain_table(result.rank_best),
        "rank_worst": plain_table(result.rank_worst),
        "holistic": plain_table(result.holistic),
        "notes": plain_texts(notes),
    }
