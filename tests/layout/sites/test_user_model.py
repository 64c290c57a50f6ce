from layout.sites.candidates import SITE_COLUMNS
from layout.sites.user_model import OWN, USER_COLUMNS, Said


def test_own_columns_are_none_of_those_that_every_site_has() -> None:
    assert not set(USER_COLUMNS) & set(SITE_COLUMNS)
    assert OWN == "office"


def test_nothing_is_said_of_a_layer_unless_somebody_says_it() -> None:
    said = Said("a.geojson")
    assert said.precision_m is None
    assert not said.inherit_clusters
