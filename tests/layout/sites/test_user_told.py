from collections.abc import Callable

import shapely

from layout.sites.user_model import Facts, OwnSites
from layout.sites.user_told import asked_for, tell

Layer = Callable[..., OwnSites]
Square = Callable[..., shapely.Polygon]


def english(own: OwnSites, facts: Facts) -> str:
    return " ".join(note.en for note in tell(own, facts))


def test_what_nothing_can_compute_is_asked_for_with_its_column_names(layer: Layer, square: Square) -> None:
    own = layer(square(106.35, 29.5), shapely.Point(106.4, 29.5), cluster_ids=["icnev", ""])
    asked = {one.field: one for one in asked_for(own)}
    assert {key: one.sites for key, one in asked.items()} == {
        "cluster_ids": 1,
        "host_park_id": 2,
        "free_land_ha": 2,
        "land_ha": 1,
        "position_precision_m": 1,
    }
    assert "land_mu" in asked["land_ha"].columns


def test_a_whole_answer_leaves_nothing_to_ask(layer: Layer, square: Square) -> None:
    own = layer(square(106.35, 29.5), cluster_ids=["icnev"], host_park_id=["cq_htz"], free_land_ha=[50])
    assert asked_for(own) == ()


def test_a_parcel_across_districts_is_told_with_shares(layer: Layer, square: Square, facts: Facts) -> None:
    own = layer(square(106.2, 29.5, 0.12), name=["跨界"])
    said = english(own, facts)
    assert "跨界 lies across boundaries" in said
    for code, share in own.shares["site_1"].items():
        name = facts.districts.set_index("adcode").loc[code, "name_en"]
        assert f"{name} {100 * share:.1f} %" in said


def test_outside_differing_areas_flagships_and_ignored_columns_are_told(
    layer: Layer, square: Square, facts: Facts
) -> None:
    own = layer(square(100.0, 29.0), square(106.35, 29.5), land_ha=[None, 50], colour=["red", "blue"])
    said = english(own, facts)
    assert "Site 1 lies outside the municipality" in said
    assert "Site 2: the layer states 50 ha, its outline measures 107" in said
    assert "western_science_city" in said
    assert "colour" in said
    assert "Terrain of the own sites: no data" in said


def test_a_flagship_that_is_named_is_no_longer_open(layer: Layer, square: Square, facts: Facts) -> None:
    own = layer(square(106.35, 29.5), zone_ids=["西部(重庆)科学城"])
    assert "western_science_city" in own.frame.iloc[0]["zone_ids"]
    assert "may or may not" not in english(own, facts)
