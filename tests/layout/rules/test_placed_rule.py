"""Rules by jurisdiction against the plain definition: of all that hold at a place the narrowest does."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.text import Bilingual
from layout.rules.grid_rule import GridRule
from layout.rules.office_register import MUNICIPALITY, OfficeRow
from layout.rules.placed_rule import Jurisdiction, PlacedRule, parts_of

WORDS = {"en": "x", "zh": "某"}
DISTRICTS = "abcdef"
MEMBERS = {**{code: {code} for code in DISTRICTS}, "zone1": {"a", "b", "c"}, "zone2": {"b", "c", "d", "e"}}


def rule(**keys: Any) -> GridRule:  # noqa: ANN401 - keys as TOML gives them
    base = {"id": "bank", "name": WORDS, "layer": "rivers", "exclude": {"within_m": 1000.0}}
    return GridRule.model_validate(base | keys)


def row(where: str, value: float | None, **cells: Any) -> OfficeRow:  # noqa: ANN401 - cells of a table
    terms = {"parameter": "distance_to_bank_km", "unit": "km"} | cells
    return OfficeRow("bank", where, 2, terms if value is None else terms | {"value": value})


def places(area: str) -> dict[str, Jurisdiction]:
    """Return the jurisdictions for an area made of districts."""
    found = {}
    for code, own in MEMBERS.items():
        shared = own & set(area)
        lies = "around" if set(area) <= own else "across" if shared else "apart"
        found[code] = Jurisdiction(
            code,
            Bilingual(en=code, zh=code),
            members=frozenset(own),
            met=frozenset(shared),
            size=float(len(own)) + ord(code[0]) / 1e4,
            lies=lies,  # type: ignore[arg-type]
        )
    return found


def holding(part: GridRule, district: str) -> bool:
    """Return whether a part holds in a district, by its polygons."""
    if not isinstance(part, PlacedRule):
        return True
    inside = part.within is None or district in MEMBERS[part.within]
    return inside and not any(district in MEMBERS[code] for code in part.without)


@given(
    area=st.sets(st.sampled_from(DISTRICTS), min_size=1).map(lambda found: "".join(sorted(found))),
    named=st.dictionaries(st.sampled_from(sorted(MEMBERS)), st.integers(2, 9), max_size=6),
    own=st.sets(st.sampled_from(sorted(MEMBERS)), max_size=2),
)
def test_everywhere_the_narrowest_holds_and_no_other(area: str, named: dict[str, int], own: set[str]) -> None:
    known = places(area)
    rules = [rule(), *(rule(jurisdiction=code, exclude={"within_m": 77.0}) for code in sorted(own))]
    parts = parts_of(rules, [row(code, float(value)) for code, value in named.items()], places=known)
    ids = [part.rule.id for part in parts]
    assert len(set(ids)) == len(ids)
    for district in area:
        here = sorted(
            (code for code in {*named, *own} if district in MEMBERS[code]),
            key=lambda code: (known[code].size, code),
        )
        wanted = 1000.0 if not here else 77.0 if here[0] in own else named[here[0]] * 1000.0
        assert [part.rule.test.radius_m for part in parts if holding(part.rule, district)] == [wanted]


def test_a_rule_without_places_is_itself() -> None:
    (part,) = parts_of([rule()], (), places={})
    assert part.rule == rule()
    assert (part.jurisdiction, part.row, part.stated) == (MUNICIPALITY, None, None)


def test_ids_tell_the_jurisdiction_where_a_rule_is_limited() -> None:
    one, two = parts_of([rule()], [row("a", 3.0)], places=places("ab"))
    assert isinstance(one.rule, PlacedRule)
    assert (one.rule.id, one.rule.within, one.rule.without, one.stated) == ("bank@a", "a", (), 1000.0)
    assert isinstance(two.rule, PlacedRule)
    assert (two.rule.id, two.rule.within, two.rule.without) == ("bank", None, ("a",))
    (whole,) = parts_of([rule()], [row("a", 3.0), row("f", 9.0)], places=places("a"))
    assert (whole.rule.id, whole.jurisdiction, whole.rule.test.within_m) == ("bank", "a", 3000.0)


@pytest.mark.parametrize(
    ("keys", "cells", "value", "wanted"),
    [
        ({}, {"unit": "m"}, 250.0, 250.0),
        ({}, {"parameter": "natural_slope_pct", "unit": "%"}, 10.0, None),
        ({}, {}, None, None),
        (
            {"exclude": {"gt": 15.0}, "measure": "slope_pct"},
            {"parameter": "natural_slope_pct", "unit": "%"},
            10.0,
            10.0,
        ),
        (
            {"exclude": {"gt": 8.0}, "measure": "slope_deg"},
            {"parameter": "natural_slope_pct", "unit": "%"},
            10.0,
            None,
        ),
        ({"exclude": {"ge": 1.0, "le": 9.0}}, {"parameter": "site_elevation_m", "unit": "m"}, 175.0, None),
    ],
)
def test_a_threshold_is_taken_only_where_it_compares(
    keys: dict[str, Any], cells: dict[str, str], value: float | None, wanted: float | None
) -> None:
    own = rule(**keys)
    part = parts_of([own], [row("a", value, **cells)], places=places("ab"))[0]
    found = part.rule.test.radius_m if own.test.is_spatial else part.rule.test.limits[0]
    before = own.test.radius_m if own.test.is_spatial else own.test.limits[0]
    assert found == (before if wanted is None else wanted)
    assert (part.stated is None) == (wanted is None)
