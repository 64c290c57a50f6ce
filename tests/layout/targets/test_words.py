from geodata.embedded import table
from layout.i18n import catalogue
from layout.targets.standing import STANDINGS
from layout.targets.words import group_name, note_of, standing_name, unit_name


def test_every_group_unit_and_standing_is_said_in_chinese() -> None:
    targets = table("targets")
    for group in set(targets["group"]):
        assert group_name(group).zh != group
    spoken = {unit: unit_name(unit) for unit in set(targets["unit"])}
    assert [
        unit for unit, text in spoken.items() if text.en == unit == text.zh and unit not in {"%", "km2"}
    ] == []
    assert len({standing_name(standing).zh for standing in STANDINGS}) == len(STANDINGS)


def test_every_note_of_the_table_is_said_in_both_languages() -> None:
    targets = table("targets")
    noted = targets.loc[targets["note"] != "", "target_id"]
    assert [target for target in noted if f"targets.note.{target}" not in catalogue()] == []


def test_a_goal_of_the_user_keeps_its_own_words() -> None:
    assert note_of("own_goal", "自有说明").zh == "自有说明"
    assert group_name("own").en == "own"
    assert unit_name("GWh").zh == "GWh"
