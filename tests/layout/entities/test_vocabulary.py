from geodata.embedded import table
from layout.entities.vocabulary import PARK_LEVELS, PARK_TYPES, ZONE_KINDS


def test_the_vocabularies_are_those_of_the_tables() -> None:
    parks = table("parks")
    assert set(parks["level"]) == set(PARK_LEVELS)
    assert set(parks["type"]) == set(PARK_TYPES)
    assert set(table("layout_zones")["kind"]) == set(ZONE_KINDS)
