import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.workspace import Workspace

Run = Callable[..., object]


def test_a_sound_workspace_returns_zero(run: Run, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(office)) == 0
    assert capsys.readouterr().out.endswith("sound\n")


def test_a_damaged_one_returns_two_and_names_the_file(
    run: Run, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    version = Workspace.open(office).version("案例")
    (office / version.file).write_text("changed")
    assert run("check", str(office), language="zh") == 2
    told = capsys.readouterr().out
    assert version.file in told
    assert "错误" in told
    assert "有损坏" in told
    assert run("check", str(office), "--json") == 2
    report = json.loads(capsys.readouterr().out)
    assert report["sound"] is False
    assert report["findings"][0]["code"] == "changed"
    assert report["findings"][0]["message_zh"] != report["findings"][0]["message_en"]


def test_leftovers_are_no_damage_and_go_when_asked(
    run: Run, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left = office / "data" / f"{'0' * 32}.gpkg"
    left.write_bytes(b"x")
    os.utime(left, (time.time() - 4000, time.time() - 4000))
    assert run("check", str(office)) == 0
    assert "note: " in capsys.readouterr().out
    assert run("check", str(office), "--tidy") == 0
    assert f"removed: data/{left.name}" in capsys.readouterr().out
    assert not left.exists()
