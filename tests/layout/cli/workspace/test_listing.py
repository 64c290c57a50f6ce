import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.workspace import WorkspaceError

Run = Callable[..., object]


def test_the_table_shows_what_is_in_use(run: Run, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("list", str(office))
    told = capsys.readouterr().out
    assert "案例" in told
    assert "2/2" in told
    assert "My case <b>" in told
    assert "old" not in told
    assert told.endswith("1 items\n")


def test_the_bin_is_shown_when_asked_for(run: Run, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("list", str(office), "--bin", language="zh")
    told = capsys.readouterr().out
    assert "old" in told
    assert "我的案例" in told
    assert "文本" in told


def test_json_holds_every_version(run: Run, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("list", str(office), "--json")
    (item,) = json.loads(capsys.readouterr().out)
    assert (item["name"], item["binned"]) == ("案例", None)
    assert [version["number"] for version in item["versions"]] == [1, 2]
    assert item["versions"][0]["title"] == {"en": "My case <b>", "zh": "我的案例"}
    assert item["versions"][1]["rows"] == 2
    assert item["versions"][1]["source_ids"] == ["s"]
    assert item["versions"][1]["original"] is None


def test_an_empty_bin_is_said_and_another_folder_is_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", str(tmp_path / "w"))
    run("list", str(tmp_path / "w"), "--bin")
    assert capsys.readouterr().out.endswith("0 items\n")
    with pytest.raises(WorkspaceError):
        run("list", str(tmp_path))
