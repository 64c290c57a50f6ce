import pytest

from geodata.catalog.dataset import Entry
from geodata.catalog.table_entries import TABLE_ENTRIES
from geodata.embedded import table


@pytest.mark.parametrize("entry", TABLE_ENTRIES, ids=lambda entry: entry.layer_id)
def test_a_table_is_the_embedded_one_without_addresses(entry: Entry) -> None:
    layer = entry.load()
    assert layer.frame.equals(table(entry.layer_id.replace("-", "_")).drop(columns="url", errors="ignore"))
    assert entry.kind == "table"
    assert entry.files == (f"geodata/embedded/facts/{entry.files[0].rpartition('/')[2]}",)
    assert "geometry" not in layer.frame.columns


def test_tables_offered() -> None:
    ids = [entry.layer_id for entry in TABLE_ENTRIES]
    assert ids == ["clusters", "targets", "statistics", "former-names", "indicators", "rules", "sources"]


@pytest.mark.parametrize(
    ("layer_id", "columns"),
    [
        ("statistics", ["year"]),
        ("targets", ["target_year", "baseline_year"]),
        ("sources", ["year"]),
        ("rules", ["year"]),
        ("former-names", ["year"]),
    ],
)
def test_vintage_spans_the_years_of_the_rows(layer_id: str, columns: list[str]) -> None:
    years = table(layer_id.replace("-", "_"))[columns].stack()
    entry = next(entry for entry in TABLE_ENTRIES if entry.layer_id == layer_id)
    assert entry.vintage == f"{years.min()} – {years.max()}"


def test_the_undefined_target_is_told() -> None:
    targets = next(entry for entry in TABLE_ENTRIES if entry.layer_id == "targets")
    assert "neither numerator nor land" in targets.note.en
    assert "未界定分子" in targets.note.zh
