import pytest

from geodata.embedded import table
from layout.i18n import catalogue
from layout.landuse.extents import NAMES, PHRASES, extent_name, extent_of


@pytest.mark.parametrize("phrase", sorted(set(PHRASES) - {"old southern zone"}))
def test_every_phrase_stands_in_a_note_of_the_statistics(phrase: str) -> None:
    assert table("statistics")["note"].str.contains(phrase, regex=False).any()


def test_the_phrase_of_the_catalogue_stands_in_a_note_of_the_parks() -> None:
    parks = table("parks").set_index("park_id")
    assert extent_of(parks.loc["cq_etdz", "note"]) == "southern_zone"


def test_notes_that_name_a_part_are_the_ones_known() -> None:
    noted = table("statistics")
    found = noted[[extent_of(note) != "" for note in noted["note"]]]
    assert sorted(set(found["entity_id"])) == ["500000", "cq_etdz", "cq_htz", "longxing_ip", "yongchuan_htz"]


def test_a_note_without_such_words_states_no_extent() -> None:
    assert extent_of("growth 16.6 percent") == ""
    assert extent_of("") == ""


def test_every_extent_has_a_name() -> None:
    assert set(PHRASES.values()) | {""} == set(NAMES)
    for extent, key in NAMES.items():
        assert extent_name(extent) == catalogue()[key]
