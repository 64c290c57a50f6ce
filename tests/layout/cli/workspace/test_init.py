from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.workspace import Workspace, WorkspaceError

Run = Callable[..., object]


def test_an_empty_workspace_is_made_and_told(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", str(tmp_path / "新"), language="zh")
    assert "已新建" in capsys.readouterr().out
    assert Workspace.open(tmp_path / "新").items() == ()


def test_a_workspace_that_is_there_is_not_made_again(run: Run, office: Path) -> None:
    with pytest.raises(WorkspaceError):
        run("init", str(office))
    assert len(Workspace.open(office).items()) == 1
