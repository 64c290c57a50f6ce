"""The slopes that a study holds buildable: by its own rules, else by the register's, and where slope is measured."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from geodata.text import Bilingual
from layout.config.derived_layer import SlopeLayer
from layout.config.suitability_case import SuitabilityCase
from layout.criteria.value_functions import LinearValue
from layout.entities.model import Words
from layout.rules.grid_register import RuleText
from layout.rules.grid_rule import CellTest, GridRule
from layout.rules.office_register import MUNICIPALITY
from layout.rules.placed_rule import AT, PlacedRule
from layout.suitability.criterion import GridCriterion, GridMeasure
from layout.workflow.suitability.study_register import NotEvaluated, named_register, study_rules

REGISTER_RULE = "cjj83_natural_slope"
SLOPE_ID = "measured-slope"
Unit = Literal["%", "°"]
Origin = Literal["case", "office", "shipped"]
_UNITS: dict[str, Unit] = {"slope_pct": "%", "slope_deg": "°", "percent": "%", "degrees": "°"}


@dataclass(frozen=True, slots=True)
class SlopeLimit:
    """A slope that is still buildable.

    Parameters
    ----------
    rule_id, name
        The rule that says so.
    limit, unit
        The threshold.
    included
        Whether the threshold itself is still buildable.
    document, article, year
        Where the rule stands; empty where it does not say.
    origin
        Who says the threshold: the case, the office's register, or the shipped one.
    within
        The jurisdiction that it holds inside, None for everywhere.
    without
        Jurisdictions inside which another limit of the rule holds.
    """

    rule_id: str
    name: Bilingual
    limit: float
    unit: Unit
    included: bool
    document: str = ""
    article: str = ""
    year: int | None = None
    origin: Origin = "case"
    within: str | None = None
    without: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return it as plain values for JSON."""
        return {
            "rule_id": self.rule_id,
            "name": self.name,
            "limit": self.limit,
            "unit": self.unit,
            "included": self.included,
            "document": self.document,
            "article": self.article,
            "year": self.year,
            "from": self.origin,
            "within": self.within,
        }

    def under(self, slopes: npt.NDArray[np.float32], unit: Unit) -> npt.NDArray[np.bool_]:
        """Return which slopes, measured in `unit`, are buildable; NaN is not."""
        limit = np.float32(converted(self.limit, self.unit, into=unit))
        found: npt.NDArray[np.bool_] = slopes <= limit if self.included else slopes < limit
        return found


def converted(slope: float, unit: Unit, *, into: Unit) -> float:
    """Return a slope in another unit: 100 % is 45°."""
    if unit == into:
        return slope
    return math.degrees(math.atan(slope / 100)) if into == "°" else 100 * math.tan(math.radians(slope))


def slope_limits(
    case: SuitabilityCase,
    rules: Sequence[tuple[GridRule, RuleText]],
    *,
    not_evaluated: Sequence[NotEvaluated],
) -> tuple[SlopeLimit, ...]:
    """Return the thresholds of the case's own rules that hold in its area, evaluated or not.

    Parameters
    ----------
    case
        The case.
    rules
        Those that are evaluated, by jurisdiction, and what is said of them.
    not_evaluated
        The others.
    """
    others = [(item.rule, item.text) for item in not_evaluated if item.rule is not None]
    return tuple(limit for rule, text in (*rules, *others) for limit in _limit(case, rule, text))


def registered_limits(
    case: SuitabilityCase, home: Path, *, outline: npt.NDArray[np.object_], crs: str, apart: bool
) -> tuple[SlopeLimit, ...]:
    """Return the register's threshold for industrial land: the office's by jurisdiction where it has one, else the shipped one.

    Parameters
    ----------
    case, home, outline, crs, apart
        As for `study_rules`.
    """
    register = named_register(case, home, apart=apart, holding=(MUNICIPALITY,))
    row: dict[Any, Any] = register[register["rule_id"] == REGISTER_RULE].to_dict("records")[0]
    key = "gt" if row["operator"] == "le" else "ge"
    test = CellTest.model_validate({key: float(row["value"])})
    rule = GridRule(id=REGISTER_RULE, layer="-", measure="slope_pct", exclude=test, no_data="keep")
    found = study_rules(
        case.model_copy(update={"rules": (rule,)}), home, outline=outline, crs=crs, apart=apart
    )
    parts = zip(found.rules, found.texts, strict=True)
    return tuple(limit for part, text in parts for limit in _limit(case, part, text))


def _limit(case: SuitabilityCase, rule: GridRule, text: RuleText) -> Iterator[SlopeLimit]:
    """Yield the threshold of a rule where it has one."""
    unit = _unit_of(case, rule)
    limit = None if unit is None else _threshold(rule)
    if unit is None or limit is None:
        return
    placed = rule if isinstance(rule, PlacedRule) else None
    yield SlopeLimit(
        rule.id,
        text.name,
        limit[0],
        unit,
        limit[1],
        text.document,
        text.article,
        text.year,
        _origin(case, rule, text),
        None if placed is None else placed.within,
        () if placed is None else placed.without,
    )


def _origin(case: SuitabilityCase, rule: GridRule, text: RuleText) -> Origin:
    """Return who says the threshold of a rule."""
    own = [_threshold(one) for one in case.rules if one.id == rule.id.partition(AT)[0]]
    if _threshold(rule) in own:
        return "case"
    return "office" if text.taken is not None and text.taken.register == "office" else "shipped"


def _unit_of(case: SuitabilityCase, rule: GridRule) -> Unit | None:
    """Return the unit in which a rule compares slopes; None where it compares something else."""
    layer = case.layers.get(rule.layer)
    if rule.measure == "value" and isinstance(layer, SlopeLayer):
        return _UNITS[layer.unit]
    return _UNITS.get(rule.measure)


def _threshold(rule: GridRule) -> tuple[float, bool] | None:
    """Return up to which slope a rule leaves land, and whether that slope is included; None where it states no such."""
    test: CellTest = rule.test
    low, high = test.limits
    if rule.mode in {"exclude", "weight"} and math.isfinite(low):
        return low, test.gt is not None
    if rule.mode == "include" and math.isfinite(high):
        return high, test.le is not None
    return None


def slope_measured(case: SuitabilityCase, rules: Sequence[GridRule]) -> tuple[GridCriterion, Unit] | None:
    """Return how the engine measures slope in a study, as a criterion, and the unit; None where it reads no layer of slope.

    Parameters
    ----------
    case
        The case.
    rules
        Its rules that are evaluated.
    """
    uses = [
        *((rule.layer, rule.measure) for rule in rules),
        *((c.layer, c.measure) for c in case.criteria),
    ]
    uses += [(rule.only_where.layer, rule.only_where.measure) for rule in rules if rule.only_where]
    for layer, measure in uses:
        if measure in {"slope_pct", "slope_deg"}:
            return _criterion(layer, "slope_pct" if measure == "slope_pct" else "slope_deg"), _UNITS[measure]
    for layer, _ in uses:
        derived = case.layers[layer]
        if isinstance(derived, SlopeLayer):
            return _criterion(layer, "value"), _UNITS[derived.unit]
    return None


def _criterion(layer: str, measure: GridMeasure) -> GridCriterion:
    """Return a criterion that measures slope; its value function is not used."""
    words = Words(en=SLOPE_ID, zh=SLOPE_ID)
    value = LinearValue(kind="linear", worst=1.0, best=0.0, reason=words)
    return GridCriterion(id=SLOPE_ID, name=words, layer=layer, measure=measure, weight=1.0, value=value)
