from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import DataFormatError
from geodata.workspace import Workspace

Run = Callable[..., object]


def test_an_archive_becomes_a_workspace(
    run: Run, office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("export", str(office), str(tmp_path / "o.zip"))
    run("import", str(tmp_path / "o.zip"), str(tmp_path / "copy"), language="zh")
    assert "共 2 项" in capsys.readouterr().out
    assert Workspace.open(tmp_path / "copy").versions("案例") == Workspace.open(office).versions("案例")


def test_another_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("x")
    with pytest.raises(DataFormatError):
        run("import", str(tmp_path / "x.zip"), str(tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()
