from pathlib import Path

import pytest

from layout.cli.main import run
from layout.runs import RunStore, run_from_bytes


def test_file_holds_the_whole_run(kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "first.run.json"
    assert run(["runs", "share", kept, "first", "--out", str(file)]) == 0
    assert "Wrote run" in capsys.readouterr().out
    assert run_from_bytes(file.read_bytes(), origin="x").digest == RunStore(kept).open("first").digest
