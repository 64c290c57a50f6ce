from pathlib import Path

import pytest

from geodata.workspace import Workspace
from layout.runs import Run, new_run
from layout.workflow.desk.runs import desk_heads, desk_store, keep_on_desk
from layout.workflow.desk.tables import WORKSPACE_VARIABLE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "desk"))
    return tmp_path / "desk"


def _run(kind: str = "score") -> Run:
    return new_run(kind, "x", inputs={}, result={"ranks": {"a": 1}}, who="w")  # type: ignore[arg-type] - a kind


def test_nothing_is_made_before_the_first_run_is_kept(folder: Path) -> None:
    assert desk_store() is None
    assert desk_heads() == ()
    assert not folder.exists()


def test_the_first_run_makes_the_workspace_and_survives(folder: Path) -> None:
    run = _run()
    keep_on_desk(run)
    assert Workspace.exists(folder)
    assert [head.run_id for head in desk_heads()] == [run.run_id]
    store = desk_store()
    assert store is not None
    assert store.open(run.run_id).digest == run.digest


def test_a_workspace_that_is_there_stays(folder: Path) -> None:
    Workspace.create(folder)
    keep_on_desk(_run())
    keep_on_desk(_run())
    assert len(desk_heads()) == 2


def test_only_rankings_of_sites_are_listed(folder: Path) -> None:
    keep_on_desk(_run("mcda"))
    assert folder.exists()
    assert desk_heads() == ()
