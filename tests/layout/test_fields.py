from collections.abc import Mapping

import pytest

from geodata.embedded import table
from layout import fields
from layout.i18n import catalogue
from layout.landuse.tables import all_intensities

FAMILIES = [
    (fields.LEVELS, "parks", "level"),
    (fields.TYPES, "parks", "type"),
    (fields.ZONE_KINDS, "layout_zones", "kind"),
    (fields.INFRASTRUCTURE_KINDS, "infrastructure", "kind"),
    (fields.INFRASTRUCTURE_KINDS, "infrastructure_osm", "kind"),
    (fields.STATUSES, "infrastructure", "status"),
    (fields.STATUSES, "infrastructure_osm", "status"),
    (fields.SUBKINDS, "infrastructure", "subkind"),
    (fields.SUBKINDS, "infrastructure_osm", "subkind"),
    (fields.QUALIFIERS, "statistics", "value_qualifier"),
    (fields.CONFIDENCES, "statistics", "confidence"),
    (fields.UNITS, "indicators", "unit"),
]


@pytest.mark.parametrize(("family", "name", "column"), FAMILIES)
def test_every_code_of_the_tables_has_words_in_both_languages(
    family: Mapping[str, str], name: str, column: str
) -> None:
    codes = set(table(name)[column]) - {""}
    assert codes
    assert codes - set(family) <= ({"1e4 CNY"} if column == "unit" else set())
    for code in codes & set(family):
        assert family[code] in catalogue()


def test_word_knows_both_languages_and_leaves_a_strange_code_as_it_is() -> None:
    assert fields.word(fields.LEVELS, "national").zh == "国家级"
    assert fields.word(fields.LEVELS, "national").en == "National"
    strange = fields.word(fields.LEVELS, "provincial-x")
    assert (strange.en, strange.zh) == ("provincial-x", "provincial-x")


def test_every_status_of_an_intensity_has_words() -> None:
    found = all_intensities(table("statistics"), table("parks"))
    assert set(found["status"]) == set(fields.BASES)


def test_words_keeps_the_order_of_the_family() -> None:
    assert list(fields.words(fields.ZONE_KINDS)) == ["flagship", "cluster_group", "functional_region"]


@pytest.mark.parametrize(
    ("period", "en", "zh"),
    [
        ("FY", "full year", "全年"),
        ("Q1", "quarter 1", "第 1 季度"),
        ("Q1-Q3", "quarters 1 to 3", "第 1–3 季度"),
        ("M01-M10", "months 1 to 10", "1–10 月"),
        ("M07", "month 7", "7 月"),
        ("H1", "H1", "H1"),
    ],
)
def test_period_name(period: str, en: str, zh: str) -> None:
    named = fields.period_name(period)
    assert (named.en, named.zh) == (en, zh)


def test_every_period_of_the_statistics_has_words() -> None:
    for period in set(table("statistics")["period"]):
        assert fields.period_name(period).zh != period
