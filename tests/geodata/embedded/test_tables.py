import hashlib
from importlib import resources
from pathlib import Path

import pandas as pd
import pytest

from geodata.embedded import TABLES, table, table_bytes, table_sha256, tables
from geodata.errors import DataMissingError, UnknownLayerError

ROWS = {  # the row counts that the fact pack's own page prints
    "sources": 139,
    "districts": 38,
    "former_names": 19,
    "layout_zones": 12,
    "clusters": 30,
    "targets": 71,
    "parks": 64,
    "indicators": 54,
    "statistics": 360,
    "infrastructure": 141,
    "infrastructure_osm": 121,
    "rules": 85,
}
LISTS = {
    "zone_ids",
    "cluster_ids",
    "member_adcodes",
    "other_names",
    "leading_industries_zh",
    "leading_industries_en",
    "links_zh",
    "links_en",
    "applies_to",
    "source_ids",
}
YEARS = {"year", "baseline_year", "target_year", "open_year"}


def test_tables_are_complete() -> None:
    assert {name: len(table(name)) for name in TABLES} == ROWS


@pytest.mark.parametrize("name", TABLES)
def test_cells_have_the_types_that_the_contract_names(name: str) -> None:
    frame = table(name)
    assert isinstance(frame.index, pd.RangeIndex)
    for column in frame.columns:
        if column in LISTS:
            assert all(
                isinstance(cell, tuple) and all(isinstance(x, str) for x in cell) for cell in frame[column]
            )
        elif column in YEARS:
            assert frame[column].dtype == "Int64"
        elif frame[column].dtype == "float64":
            assert not frame[column].isin([float("inf"), float("-inf")]).any()
        else:
            assert all(type(cell) is str for cell in frame[column]), column


def test_sources_become_source_ids_except_where_they_are_the_key() -> None:
    assert "source_id" in table("sources").columns
    for name in set(TABLES) - {"sources"}:
        assert "source_id" not in table(name).columns
    assert table("targets").set_index("target_id").loc["revenue_2027", "source_ids"] == (
        "seed_002",
        "off_action_plan_2023",
    )


def test_each_call_gives_a_frame_of_its_own() -> None:
    first = table("parks")
    first.loc[0, "name_en"] = "changed"
    first["extra"] = 1
    assert table("parks").loc[0, "name_en"] == "Wanzhou Economic and Technological Development Zone"
    assert "extra" not in table("parks").columns


def test_checksum_is_that_of_the_file_on_disk() -> None:
    with resources.as_file(resources.files("geodata.embedded") / "facts" / "parks.csv") as path:
        content = Path(path).read_bytes()
    assert table_bytes("parks") == content
    assert table_sha256("parks") == hashlib.sha256(content).hexdigest()


def test_an_unknown_table_is_named_with_those_that_exist() -> None:
    with pytest.raises(UnknownLayerError, match="'park'; expected one of sources, districts") as caught:
        table("park")
    assert "没有名为 'park'" in caught.value.message("zh")


def test_a_lost_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tables.resources, "files", lambda _: tmp_path)
    tables.table_bytes.cache_clear()
    with pytest.raises(DataMissingError, match=r"rules: rules\.csv is not installed"):
        table_bytes("rules")
    monkeypatch.undo()
    assert len(table_bytes("rules")) > 0
