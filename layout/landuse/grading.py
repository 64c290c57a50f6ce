"""Grades A, B, C, D of enterprises or parks from weighted per-mu scores, with the rules in the case.

Score of an indicator = weight × value ÷ benchmark, not below 0 and not above cap × weight (the form that districts
publish, such as 黄岩区, notice of 2023-09-25: tax per mu ÷ 24.097 × 30 + …). Grades follow from thresholds of the score or
from shares of the graded. Who cannot be graded is listed with the reason and counted in every total.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

import numpy as np
import pandas as pd
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from layout.entities.model import FrozenModel, Text, UniqueTuple, Words
from layout.errors import SampleError
from layout.landuse.indicators.register import INDICATORS, indicator
from layout.landuse.indicators.table import indicator_values
from layout.landuse.quantities import quantity

Missing = Literal["zero", "ungraded", "mean"]
UNGRADED: Final = "ungraded"
LISTED: Final = "listed"
MISSING: Final = "missing"
_MU_PER_KM2: Final = 1500.0

Weight = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class GradingIndicator(FrozenModel):
    """One indicator of the score.

    Parameters
    ----------
    indicator_id
        Id in the register of indicators.
    weight
        Points at the benchmark.
    benchmark
        Value that earns the full weight, in the indicator's unit; "mean" or "median" of those graded.
    cap
        Most that it may earn, as a multiple of the weight.
    missing
        What an unknown value earns: zero, the mean of the others' score, or the entity is not graded.
    reason
        Why this weight, benchmark and treatment.
    """

    indicator_id: Text
    weight: Weight
    benchmark: Weight | Literal["mean", "median"]
    cap: Annotated[float, Field(ge=1, allow_inf_nan=False)]
    missing: Missing
    reason: Words

    @model_validator(mode="after")
    def _known(self) -> "GradingIndicator":
        """Refuse an indicator that the register lacks."""
        if self.indicator_id not in INDICATORS:
            indicator(self.indicator_id)
        return self


class Grade(FrozenModel):
    """One grade, the best first.

    Parameters
    ----------
    label
        A, B, C, D or what the office calls it.
    from_score
        Smallest score, where grades go by thresholds; the last grade has none.
    share_pct
        Share of those graded, where grades go by shares.
    """

    label: Text
    from_score: float | None = None
    share_pct: Annotated[float, Field(gt=0, le=100)] | None = None


class GradingRule(FrozenModel):
    """How a score becomes a grade.

    Parameters
    ----------
    title, reason
        What the rule is and where it comes from.
    illustrative
        Whether weights and thresholds are examples and not those of an office.
    indicators, grades
        The parts of the score; the grades from best to worst.
    lowest_if
        Columns of yes/no marks (such as a safety veto) that give the last grade whatever the score.
    """

    title: Words
    reason: Words
    illustrative: bool
    indicators: Annotated[tuple[GradingIndicator, ...], Field(min_length=1, strict=False)]
    grades: Annotated[tuple[Grade, ...], Field(min_length=2, strict=False)]
    lowest_if: UniqueTuple[Text] = ()

    @property
    def by_shares(self) -> bool:
        """Return whether grades go by shares."""
        return self.grades[0].share_pct is not None

    @model_validator(mode="after")
    def _whole(self) -> "GradingRule":
        """Refuse mixed rules, thresholds that do not fall, shares that do not make 100 %."""
        shares = [grade.share_pct for grade in self.grades]
        scores = [grade.from_score for grade in self.grades[:-1]]
        if all(share is not None for share in shares):
            whole = abs(sum(share or 0.0 for share in shares) - 100) < 1e-9 and not any(  # noqa: PLR2004 - per cent
                grade.from_score is not None for grade in self.grades
            )
        else:
            known = [score for score in scores if score is not None]
            whole = len(known) == len(scores) and all(share is None for share in shares)
            whole = whole and known == sorted(set(known), reverse=True) and self.grades[-1].from_score is None
        if not whole:
            kind = "grades"
            raise PydanticCustomError(
                kind, "thresholds that fall, the last grade without one; or shares of 100 %", {}
            )
        return self


@dataclass(frozen=True, slots=True)
class Graded:
    """The outcome.

    Parameters
    ----------
    table
        Index entity; one score column an indicator (`score_<id>`), `score`, `grade`, `why` ("", listed, missing: <ids>).
    benchmarks
        The value that earned the full weight, by indicator.
    summary
        Index grade (and `ungraded`): firms, land_mu, land_share; and the row `total`.
    """

    table: pd.DataFrame
    benchmarks: dict[str, float]
    summary: pd.DataFrame


def grade(frame: pd.DataFrame, rule: GradingRule) -> Graded:
    """Return scores, grades and totals.

    Parameters
    ----------
    frame
        One row an entity; columns `<quantity>_<unit>`; an optional text column `not_graded` gives the reason why an
        entity is not graded (such as a new plant), and the columns of `rule.lowest_if` hold yes/no.
    rule
        The rule of the case.

    Returns
    -------
    Graded
        Every entity has a grade or is ungraded with a reason: numbers and land of the summary add up to the total.

    Raises
    ------
    UnitError, UnknownKeyError
        As `layout.landuse.indicators.table.indicator_values`.
    """
    values = {one.indicator_id: indicator_values(frame, one.indicator_id) for one in rule.indicators}
    listed = (
        frame["not_graded"].astype(str).str.strip() if "not_graded" in frame else pd.Series("", frame.index)
    )
    lacking = _lacking(values, rule)
    graded = (listed == "") & (lacking == "")
    scores, benchmarks = _scores(values, rule, graded)
    total = scores.sum(axis=1).where(graded)
    labels = _labels(total, rule)
    for column in rule.lowest_if:
        if column in frame:
            labels = labels.mask(graded & frame[column].astype(bool), rule.grades[-1].label)
    why = listed.map(lambda text: f"{LISTED}: {text}" if text else "")
    why = why.mask((listed == "") & (lacking != ""), f"{MISSING}: " + lacking)
    table = scores.add_prefix("score_").where(graded, np.nan)
    table["score"], table["grade"], table["why"] = total, labels, why
    return Graded(table, benchmarks, summarise(labels, quantity(frame, "land") * _MU_PER_KM2, rule=rule))


def summarise(labels: pd.Series, land_mu: pd.Series, *, rule: GradingRule) -> pd.DataFrame:
    """Return firms, land and share of land by grade with the total.

    Parameters
    ----------
    labels
        Grade of each entity, or "ungraded".
    land_mu
        Land in mu; unknown land counts as unknown and is told in the column `land_unknown`.
    rule
        For the order of the grades.
    """
    order = [*(one.label for one in rule.grades), UNGRADED]
    rows = {
        label: {
            "firms": int((labels == label).sum()),
            "land_mu": float(land_mu[labels == label].sum()),
            "land_unknown": int(land_mu[labels == label].isna().sum()),
        }
        for label in order
    }
    frame = pd.DataFrame.from_dict(rows, orient="index")
    frame.loc["total"] = frame.sum()
    whole = float(land_mu.sum())
    frame["land_share"] = frame["land_mu"] / whole if whole else np.nan
    return frame.astype({"firms": "int64", "land_unknown": "int64"})


def _lacking(values: dict[str, pd.Series], rule: GradingRule) -> pd.Series:
    """Return the indicators that an entity lacks and must have, joined; "" where it lacks none."""
    frame = pd.DataFrame(values)
    needed = [one.indicator_id for one in rule.indicators if one.missing == UNGRADED]
    missing = frame[needed].isna()
    return missing.apply(lambda row: ", ".join(name for name in needed if row[name]), axis=1).astype(str)


def _scores(
    values: dict[str, pd.Series], rule: GradingRule, graded: pd.Series
) -> tuple[pd.DataFrame, dict[str, float]]:
    """Return the score of each indicator and the benchmarks used."""
    scores, benchmarks = {}, {}
    for one in rule.indicators:
        own = values[one.indicator_id].where(graded)
        benchmark = _benchmark(own, one)
        benchmarks[one.indicator_id] = benchmark
        score = (own / benchmark * one.weight).clip(0, one.cap * one.weight)
        scores[one.indicator_id] = score.fillna(score.mean() if one.missing == "mean" else 0.0)
    return pd.DataFrame(scores), benchmarks


def _benchmark(values: pd.Series, rule: GradingIndicator) -> float:
    """Return the value that earns the full weight.

    Raises
    ------
    SampleError
        It is to be taken from the table, and the table gives no positive one.
    """
    if not isinstance(rule.benchmark, str):
        return rule.benchmark
    found = float(values.mean() if rule.benchmark == "mean" else values.median())
    if not found > 0:
        raise SampleError(
            en=f"grading, {rule.indicator_id}: the {rule.benchmark} of {int(values.notna().sum())} known values is {found:g}, expected a positive one; give the benchmark as a number",
            zh=f"评级指标 {rule.indicator_id}：{int(values.notna().sum())} 个已知值的基准（{rule.benchmark}）为 {found:g}，应为正数；请直接给出基准值",
        )
    return found


def _labels(total: pd.Series, rule: GradingRule) -> pd.Series:
    """Return the grade of each score; unknown scores are ungraded."""
    labels = pd.Series(rule.grades[-1].label, index=total.index, dtype=object)
    if rule.by_shares:
        place = total.rank(ascending=False, method="min") / float(total.count()) * 100
        limits = np.cumsum([one.share_pct or 0.0 for one in rule.grades])
        for one, limit in reversed(list(zip(rule.grades, limits, strict=True))):
            labels = labels.mask(place <= limit + 1e-9, one.label)
    else:
        for one in reversed(rule.grades[:-1]):
            labels = labels.mask(total >= (one.from_score or 0.0), one.label)
    return labels.where(total.notna(), UNGRADED)
