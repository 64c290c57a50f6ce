import subprocess
import tempfile

import pytest

from geodata.read.sandbox import bubblewrap


@pytest.fixture(autouse=True)
def _forget() -> None:
    bubblewrap.program.cache_clear()


def test_arguments_cut_the_network_and_keep_one_folder_writable() -> None:
    found = bubblewrap.arguments()
    assert "--unshare-net" in found
    assert found[found.index("--bind") + 1] == tempfile.gettempdir()
    assert found[-1] == "--"


def test_without_bubblewrap_the_command_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda _name: None)
    assert bubblewrap.wrapped(["a", "b"]) == ["a", "b"]


@pytest.mark.parametrize(("code", "works"), [(0, True), (1, False)])
def test_a_trial_decides(monkeypatch: pytest.MonkeyPatch, code: int, *, works: bool) -> None:
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda _name: "/usr/bin/bwrap")
    monkeypatch.setattr(
        bubblewrap.subprocess, "run", lambda *_args, **_kwargs: subprocess.CompletedProcess([], code)
    )
    assert (bubblewrap.wrapped(["a"])[0] == "/usr/bin/bwrap") is works
    bubblewrap.program.cache_clear()


def test_a_trial_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr(bubblewrap.shutil, "which", lambda _name: "/usr/bin/bwrap")
    monkeypatch.setattr(bubblewrap.subprocess, "run", fail)
    assert bubblewrap.wrapped(["a"]) == ["a"]
    bubblewrap.program.cache_clear()
