from pathlib import Path

import pytest

from layout.ui.kept.server_rasters import RASTERS_VARIABLE, offered_rasters, rasters_folder


def test_rasters_of_the_folder_are_offered_and_nothing_else(
    tmp_path: Path, own_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rasters_folder() == own_workspace / "rasters"
    assert offered_rasters() == {}
    monkeypatch.setenv(RASTERS_VARIABLE, str(tmp_path))
    for name in ("b.TIF", "a.img", "c.csv"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "d.tif").mkdir()
    assert offered_rasters() == {"a.img": tmp_path / "a.img", "b.TIF": tmp_path / "b.TIF"}
