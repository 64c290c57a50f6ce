"""What the tests of scoring share: a decision matrix made of plain numbers."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from geodata.text import Bilingual
from layout.criteria.result import CriterionResult
from layout.criteria.value_functions import LinearValue
from layout.entities.vocabulary import CRITERION_IDS
from layout.scoring.matrix import DecisionMatrix, build_matrix
from layout.scoring.problem import Objective, Problem, make_problem

Make = Callable[..., DecisionMatrix]
Table = Callable[..., Problem]
IDENTITY = LinearValue.model_validate(
    {"kind": "linear", "worst": 0, "best": 1, "reason": {"en": "as it is", "zh": "原值"}}
)


@pytest.fixture
def make() -> Make:
    """Return a maker: rows of values in [0, 1] (NaN unknown), weights, site ids, half-width of the raw range."""

    def matrix(
        values: Sequence[Sequence[float]],
        weights: Sequence[float],
        *,
        sites: Sequence[str] | None = None,
        slack: float = 0.0,
    ) -> DecisionMatrix:
        names = list(sites) if sites else [f"s{row}" for row in range(len(values))]
        index = pd.Index(names, name="site_id", dtype=object)
        keys = CRITERION_IDS[: len(weights)]
        results = []
        for column, key in enumerate(keys):
            raw = pd.Series([row[column] for row in values], index=index, dtype=np.float64)
            results.append(
                CriterionResult(
                    criterion_id=key,
                    title=Bilingual(en=key.upper(), zh=f"指标{key}"),
                    description=Bilingual(en="text", zh="文字"),
                    unit=Bilingual(en="points", zh="分"),
                    raw=raw,
                    low=raw - slack,
                    high=raw + slack,
                    missing={site: Bilingual(en="not recorded", zh="无记录") for site in index[raw.isna()]},
                    phrases={
                        site: Bilingual(en=f"is {raw[site]:g}", zh=f"为 {raw[site]:g}")
                        for site in index[raw.notna()]
                    },
                )
            )
        return build_matrix(
            results,
            functions=dict.fromkeys(keys, IDENTITY),
            weights=dict(zip(keys, map(float, weights), strict=True)),
        )

    return matrix


@pytest.fixture
def table() -> Table:
    """Return a maker of plain problems: rows of raw values, objectives such as "max min", weights."""

    def problem(
        values: Sequence[Sequence[float]], objectives: str = "", weights: Sequence[float] | None = None
    ) -> Problem:
        frame = pd.DataFrame(np.asarray(values, dtype=np.float64))
        frame.columns = pd.Index([f"c{place + 1}" for place in range(frame.shape[1])])
        frame.index = pd.Index([f"A{place + 1}" for place in range(frame.shape[0])])
        words = objectives.split() or ["max"] * frame.shape[1]
        sense: dict[str, Objective] = {
            name: "max" if word == "max" else "min" for name, word in zip(frame.columns, words, strict=True)
        }
        given = None if weights is None else dict(zip(frame.columns, weights, strict=True))
        return make_problem(frame, objectives=sense, weights=given)

    return problem
