"""A rule of a case by jurisdiction: one part for each place that has its own, the narrower before the wider.

A row of the office's register for a district or zone holds inside that polygon and nowhere else. It lends the rule its
threshold there; the number in the case is that of everywhere else.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from geodata.text import Bilingual
from layout.entities.model import Text
from layout.rules.grid_rule import GridRule
from layout.rules.office_register import MUNICIPALITY, OfficeRow

Lies = Literal["around", "across", "apart"]
_METRES: Final = {"km": 1_000.0, "m": 1.0}
_MEASURES: Final = {
    "natural_slope_pct": ("slope_pct",),
    "natural_slope_deg": ("slope_deg",),
    "site_elevation_m": ("value",),
}
"""Which measures of a rule the threshold of a parameter is comparable with."""


AT: Final = "@"
"""Stands between the id of a rule and the jurisdiction that a part of it is limited to."""


class PlacedRule(GridRule):
    """A rule that holds in some cells only, by jurisdiction.

    Parameters
    ----------
    within
        The jurisdiction that it holds inside, None for the whole area.
    without
        Narrower jurisdictions that have a rule of the same id of their own; it does not hold there.
    """

    within: Text | None = None
    without: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place that a rule can be limited to.

    Parameters
    ----------
    code, name
        Code of a district or id of a zone, and its name.
    members
        The districts that it is made of.
    met
        Those of them that the area of the study meets.
    size
        Area, for the order from narrow to wide.
    lies
        How the area of a study lies to it: it lies around the area, across it, or apart from it.
    whole_members
        Whether it counts as whole districts although it takes in only parts of them.
    """

    code: str
    name: Bilingual
    members: frozenset[str]
    met: frozenset[str]
    size: float
    lies: Lies
    whole_members: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule.

    Parameters
    ----------
    rule
        The rule; a `PlacedRule` where it does not hold in the whole area, and then with the jurisdiction in its id.
    jurisdiction
        Whose it is.
    row
        The office's row that it comes from, None for the case's own.
    stated
        Threshold of the case that the row replaced, None where it replaced none.
    """

    rule: GridRule
    jurisdiction: str
    row: OfficeRow | None = None
    stated: float | None = None


def parts_of(
    rules: Sequence[GridRule], office: Sequence[OfficeRow], *, places: Mapping[str, Jurisdiction]
) -> tuple[Part, ...]:
    """Return the parts of rules with one id that hold somewhere in the area, narrowest first.

    Parameters
    ----------
    rules
        Rules of a case with one id, each of another jurisdiction; one without a jurisdiction holds everywhere else.
    office
        Rows of the office's register, each with the parameter and unit of its rule.
    places
        The jurisdictions named, by code.
    """
    parts: dict[str, tuple[GridRule, OfficeRow | None]] = {}
    parts |= {rule.jurisdiction or MUNICIPALITY: (rule, None) for rule in rules}
    general = next((rule for rule in rules if rule.jurisdiction is None), None)
    for item in office:
        if general is not None and item.rule_id == general.id:
            parts.setdefault(item.jurisdiction, (general, item))
    here = [code for code in parts if code == MUNICIPALITY or places[code].lies != "apart"]
    order = sorted(here, key=lambda code: _rank(code, places))
    kept: list[Part] = []
    for code in order:
        rule, row = parts[code]
        everywhere = code == MUNICIPALITY or places[code].lies == "around"
        narrower = [
            part.jurisdiction for part in kept if everywhere or _meet(part.jurisdiction, code, places)
        ]
        if not everywhere and places[code].met <= {item for one in narrower for item in places[one].members}:
            continue
        kept.append(_part(rule, row, code=None if everywhere else code, without=narrower, jurisdiction=code))
        if everywhere:
            break
    return tuple(kept)


def _rank(code: str, places: Mapping[str, Jurisdiction]) -> tuple[bool, float, str]:
    """Return what jurisdictions are ordered by: the municipality last, the others by size."""
    return (code == MUNICIPALITY, 0.0 if code == MUNICIPALITY else places[code].size, code)


def _meet(one: str, other: str, places: Mapping[str, Jurisdiction]) -> bool:
    """Return whether two jurisdictions share a district."""
    return bool(places[one].members & places[other].members)


def _part(
    rule: GridRule, row: OfficeRow | None, *, code: str | None, without: Collection[str], jurisdiction: str
) -> Part:
    """Return one part."""
    own, stated = _with_threshold(rule, row)
    if code is None and not without:
        return Part(own, jurisdiction, row, stated)
    placed = PlacedRule.model_validate(own.model_dump() | {"within": code, "without": tuple(without)})
    if code is not None:
        placed = placed.model_copy(update={"id": f"{rule.id}{AT}{code}"})
    return Part(placed, jurisdiction, row, stated)


def _with_threshold(rule: GridRule, row: OfficeRow | None) -> tuple[GridRule, float | None]:
    """Return a rule with the threshold of a row, and the one that it replaced; unchanged where they do not compare."""
    if row is None:
        return rule, None
    parameter, unit = str(row.cells.get("parameter", "")), str(row.cells.get("unit", ""))
    key = _key_of(rule, parameter, unit)
    if key is None or "value" not in row.cells:
        return rule, None
    value = float(row.cells["value"]) * (_METRES[unit] if rule.test.is_spatial else 1.0)
    test = rule.test.model_dump() | {key: value}
    return GridRule.model_validate(rule.model_dump() | {rule.mode: test}), getattr(rule.test, key)


def _key_of(rule: GridRule, parameter: str, unit: str) -> str | None:
    """Return which key of a rule's test holds what a register's threshold is compared with, None where none does."""
    keys: tuple[str, ...]
    if rule.test.is_spatial:
        fits = parameter.startswith("distance_to_") and unit in _METRES
        keys = ("within_m", "beyond_m") if fits else ()
    else:
        keys = ("ge", "gt", "le", "lt") if rule.measure in _MEASURES.get(parameter, ()) else ()
    stated = [key for key in keys if getattr(rule.test, key) is not None]
    return stated[0] if len(stated) == 1 else None
