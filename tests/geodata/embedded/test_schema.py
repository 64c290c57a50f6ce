import csv
from importlib import resources

import pytest

from geodata.embedded.schema import SPECS
from geodata.embedded.tables import table_bytes

# Declared for the office's own figures, or used by the other of the two infrastructure files.
UNUSED_WORDS = {
    "statistics": {"at_most"},
    "infrastructure": {"rail_station"},
    "infrastructure_osm": {
        "airport",
        "river_port",
        "power_plant",
        "logistics_park",
        "steel_plant",
        "cement_plant",
    },
}
FACTS = resources.files("geodata.embedded") / "facts"


def test_every_file_has_a_declaration_and_no_two_share_one() -> None:
    files = [spec.file for spec in SPECS.values()]
    assert sorted(files) == sorted(entry.name for entry in FACTS.iterdir() if entry.name.endswith(".csv"))
    assert len(set(files)) == len(files)


@pytest.mark.parametrize("name", SPECS)
def test_declared_columns_are_those_of_the_file(name: str) -> None:
    header = next(csv.reader(table_bytes(name).decode("utf-8").splitlines()))
    assert [column.name for column in SPECS[name].columns] == header


@pytest.mark.parametrize("name", SPECS)
def test_keys_and_groups_name_columns_of_the_table(name: str) -> None:
    spec = SPECS[name]
    names = {column.name for column in spec.columns}
    assert set(spec.key) <= names
    assert {column for group in spec.together for column in group} <= names
    by_name = {column.name: column for column in spec.columns}
    assert all(by_name[column].required for column in spec.key)


@pytest.mark.parametrize("name", sorted(set(SPECS) - {"sources", "indicators"}))
def test_every_fact_must_name_source_and_confidence(name: str) -> None:
    required = {column.frame_name for column in SPECS[name].columns if column.required}
    assert {"source_ids", "confidence"} <= required


@pytest.mark.parametrize("name", SPECS)
def test_every_number_has_a_finite_range(name: str) -> None:
    for column in SPECS[name].columns:
        if column.kind in ("number", "year"):
            assert float("-inf") < column.low < column.high < float("inf"), column.name


@pytest.mark.parametrize("name", SPECS)
def test_every_word_of_a_vocabulary_is_used(name: str) -> None:
    rows = list(csv.DictReader(table_bytes(name).decode("utf-8").splitlines()))
    columns = [column for column in SPECS[name].columns if column.words and column.name != "confidence"]
    unused = {word for column in columns for word in column.words - {row[column.name] for row in rows}}
    assert unused == UNUSED_WORDS.get(name, set())
