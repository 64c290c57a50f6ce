import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import WriteError

Run = Callable[..., object]


def test_one_archive_is_written(
    run: Run, office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("export", str(office), str(tmp_path / "o.zip"))
    assert "4 files" in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "o.zip") as archive:
        assert {"workspace.sqlite", "manifest.json"} <= set(archive.namelist())


def test_a_place_that_cannot_be_written_is_told(run: Run, office: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError):
        run("export", str(office), str(tmp_path / "file" / "o.zip"))
