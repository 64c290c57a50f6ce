from geodata.embedded import table
from layout.ui.landuse.parks import park_names, unplaced_parks


def test_every_park_can_be_chosen() -> None:
    assert set(park_names("zh")) == set(table("parks")["park_id"])
    assert list(park_names("en").values()) == sorted(park_names("en").values())


def test_parks_without_position_are_named() -> None:
    parks = table("parks")
    names = unplaced_parks("zh").split("、")
    assert names == list(parks.loc[parks["lon"].isna(), "name_zh"])
    assert len(names) == 4
