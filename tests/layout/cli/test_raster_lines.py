from pathlib import Path

import pytest

from geodata.read import ReadOptions
from geodata.read.raster_taking import RASTER_LIMITS
from geodata.workspace import Workspace
from layout.cli import data
from layout.cli.raster_lines import kept_raster, limits_of, room_line


def test_a_raster_is_imported_by_command_with_its_room_told_before(
    study_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "import",
        str(study_folder / "dem.tif"),
        "--as",
        "dem",
        "--workspace",
        str(tmp_path / "w"),
        "--year",
        "2024",
    ]
    code = data.command("en").main(words, prog_name="data", standalone_mode=False)
    told = capsys.readouterr()
    assert not code
    assert "200 × 160 cells; the workspace keeps the original" in told.err
    assert "The source was not stated" in told.err
    version = Workspace.open(tmp_path / "w").version("dem")
    assert told.out.strip() == kept_raster(version, tmp_path / "w", language="en")
    assert "kept as dem, version 1: 200 × 160 cells" in told.out


def test_only_a_usable_raster_has_room(study_folder: Path, tmp_path: Path) -> None:
    assert room_line(study_folder / "roads.geojson", ReadOptions(), place=tmp_path, language="en") is None
    assert room_line(study_folder / "dem.tif", ReadOptions(band=4), place=tmp_path, language="en") is None
    assert (limits_of(Path("a.TIF")), limits_of(Path("a.csv"))) == (RASTER_LIMITS, None)
