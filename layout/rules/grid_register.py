"""What the register lends to a rule on the grid: name, document, article, year, and the threshold of the regulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.text import Bilingual
from layout.errors import CaseError
from layout.rules.grid_rule import GridRule
from layout.rules.office_register import RowTaken

_M_PER_KM = 1_000.0


@dataclass(frozen=True, slots=True)
class RuleText:
    """What is said of a rule wherever it shows.

    Parameters
    ----------
    rule_id, name, document, article, year
        Its identity.
    confidence
        How sure the register is of the row; empty for a rule of the case's own.
    differs
        What the case changes against the register, None where nothing or where there is no row.
    taken
        Which row of the register it is, None for a rule of the case's own.
    holds
        In which jurisdiction it holds, None where nothing names one.
    """

    rule_id: str
    name: Bilingual
    document: str
    article: str
    year: int | None
    confidence: str = ""
    differs: Bilingual | None = None
    taken: RowTaken | None = None
    holds: Bilingual | None = None


def rule_text(rule: GridRule, register: pd.DataFrame) -> RuleText:
    """Return the texts of a rule: its own where it gives them, those of the register's row otherwise.

    Parameters
    ----------
    rule
        A rule of a case.
    register
        The table of rules, as shipped or from `layout.rules.office_register.lay_over`.

    Raises
    ------
    CaseError
        The rule has no name and the register has no row of its id.
    """
    rows = register[register["rule_id"] == rule.id].to_dict("records")
    row: Mapping[Any, Any] = rows[0] if rows else {}
    if rule.name is None and not row:
        raise CaseError(
            en=f"rules.{rule.id}: no name found and no such row in the register of rules; give name = {{en, zh}} or the id"
            " of a row (see `cqlayout layers list`, layer rules).",
            zh=f"rules.{rule.id}：未给出名称，规则库中也没有该编号；请填写 name = {{en, zh}}，或改用规则库（图层 rules）中的编号。",
        )
    year = row.get("year")
    return RuleText(
        rule_id=rule.id,
        name=rule.name.bilingual if rule.name else Bilingual(en=row["name_en"], zh=row["name_zh"]),
        document=rule.document or str(row.get("document", "")),
        article=rule.article or str(row.get("article", "")),
        year=rule.year if rule.year is not None else (None if year is None or pd.isna(year) else int(year)),
        confidence=str(row.get("confidence", "")),
        differs=_difference(rule, row),
        taken=row.get("taken") or (RowTaken("shipped") if row else None),
    )


def _difference(rule: GridRule, row: Mapping[Any, Any]) -> Bilingual | None:
    """Return how the threshold in the case differs from that of the register's row."""
    parameter, unit = str(row.get("parameter", "")), str(row.get("unit", ""))
    if not row or pd.isna(row["value"]):
        return None
    if parameter.startswith("distance_to_") and unit == "km":
        asked, found = rule.test.radius_m, float(row["value"]) * _M_PER_KM
    elif parameter in {"natural_slope_pct", "natural_slope_deg", "site_elevation_m"} and rule.test.has_limits:
        low, high = rule.test.limits
        asked, found = (low if high == float("inf") else high), float(row["value"])
    else:
        return None
    if asked == found:
        return None
    return Bilingual(
        en=f"the case uses {asked:g}, the register {found:g}", zh=f"案例取 {asked:g}，规则库为 {found:g}"
    )
