from geodata.embedded import table
from layout.targets.links import LINKS, entity_of

ZONES = frozenset(table("layout_zones")["zone_id"])


def test_links_name_goals_and_statistics_that_exist() -> None:
    assert set(LINKS) <= set(table("targets")["target_id"])
    assert {link.indicator_id for link in LINKS.values()} <= set(table("indicators")["indicator_id"])


def test_linked_goals_have_the_unit_of_their_statistic() -> None:
    units = table("indicators").set_index("indicator_id")["unit"]
    targets = table("targets").set_index("target_id")["unit"]
    assert {key: targets[key] for key in LINKS} == {
        key: units[link.indicator_id] for key, link in LINKS.items()
    }


def test_every_scope_of_the_table_names_something() -> None:
    known = {
        "city": {"500000"},
        "district": set(table("districts")["adcode"]),
        "zone": set(ZONES),
        "park": set(table("parks")["park_id"]),
    }
    for scope in table("targets")["scope"]:
        kind, entity = entity_of(scope, zones=ZONES)
        assert entity in known[kind], scope


def test_output_per_km2_is_never_measured_by_a_figure_of_another_definition() -> None:
    assert not LINKS["output_per_km2_2027"].comparable
