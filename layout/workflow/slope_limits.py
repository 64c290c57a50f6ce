"""The slopes that a study holds buildable: the thresholds of its rules and that of the register, and where slope is measured."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from geodata.embedded import table
from geodata.text import Bilingual
from layout.config.derived_layer import SlopeLayer
from layout.config.suitability_case import SuitabilityCase
from layout.criteria.value_functions import LinearValue
from layout.entities.model import Words
from layout.rules.grid_rule import CellTest, GridRule
from layout.suitability.criterion import GridCriterion, GridMeasure
from layout.workflow.study import Study

REGISTER_RULE = "cjj83_natural_slope"
SLOPE_ID = "measured-slope"
Unit = Literal["%", "°"]
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
    """

    rule_id: str
    name: Bilingual
    limit: float
    unit: Unit
    included: bool

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


def slope_limits(study: Study) -> tuple[SlopeLimit, ...]:
    """Return the thresholds of the case's own rules, evaluated or not, and the register's for industrial land.

    Parameters
    ----------
    study
        An open study.
    """
    texts = [*study.texts, *(item.text for item in study.not_evaluated)]
    names = {text.rule_id: text.name for text in texts}
    found = tuple(_of_case(study.case, names))
    if any(item.rule_id == REGISTER_RULE for item in found):
        return found
    rows = table("rules")
    row: dict[Any, Any] = rows[rows["rule_id"] == REGISTER_RULE].to_dict("records")[0]
    name = Bilingual(en=str(row["name_en"]), zh=str(row["name_zh"]))
    return (*found, SlopeLimit(REGISTER_RULE, name, float(row["value"]), "%", row["operator"] == "le"))


def _of_case(case: SuitabilityCase, names: Mapping[str, Bilingual]) -> Iterator[SlopeLimit]:
    """Yield the thresholds of the rules of a case."""
    for rule in case.rules:
        unit = _unit_of(case, rule)
        limit = None if unit is None else _threshold(rule)
        if unit is not None and limit is not None:
            yield SlopeLimit(rule.id, names[rule.id], limit[0], unit, limit[1])


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


def slope_measured(study: Study) -> tuple[GridCriterion, Unit] | None:
    """Return how the engine measures slope in a study, as a criterion, and the unit; None where it reads no layer of slope.

    Parameters
    ----------
    study
        An open study.
    """
    case = study.case
    uses = [
        *((rule.layer, rule.measure) for rule in study.rules),
        *((c.layer, c.measure) for c in case.criteria),
    ]
    uses += [(rule.only_where.layer, rule.only_where.measure) for rule in study.rules if rule.only_where]
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
