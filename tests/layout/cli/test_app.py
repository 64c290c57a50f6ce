import runpy
import socket
import subprocess
import sys
import threading
import tomllib
import webbrowser
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from layout.cli import app
from layout.cli.app import SETTINGS, serve, streamlit_arguments, usable_port
from layout.errors import ServerAddressError
from layout.resources import app_script, bundle_folder
from layout.workflow.desk import tables as desk

Serve = Callable[..., AbstractContextManager[Callable[[str], tuple[int, str, bytes]]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the list of command lines that streamlit would have been started with."""
    lines: list[list[str]] = []
    monkeypatch.setattr(runpy, "run_module", lambda name, **_options: lines.append([name, *sys.argv]))
    monkeypatch.setattr(sys, "argv", ["cqlayout"])
    return lines


def given(line: list[str]) -> dict[str, str]:
    return dict(word.removeprefix("--").split("=", 1) for word in line if word.startswith("--"))


def test_settings_are_those_of_the_checkout() -> None:
    text = (bundle_folder() / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    said = {
        f"{section}.{name}": str(value).lower() if isinstance(value, bool) else str(value)
        for section, values in tomllib.loads(text).items()
        for name, value in values.items()
    }
    assert said.pop("server.address") == app.DEFAULT_ADDRESS
    assert said.pop("server.port") == str(app.DEFAULT_PORT)
    assert said == SETTINGS


def test_server_is_told_its_address_its_name_and_to_keep_to_itself(
    started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    port = usable_port("localhost", 0)
    serve(port=port, address="localhost", workspace=None, public_name=None, browser=False, language="en")
    [line] = started
    assert line[:4] == ["streamlit", "streamlit", "run", str(app_script())]
    assert given(line) == SETTINGS | {
        "browser.serverAddress": "localhost",
        "logger.hideWelcomeMessage": "true",
        "server.address": "localhost",
        "server.port": str(port),
    }
    assert capsys.readouterr().out == f"Pages at http://localhost:{port}/  (Ctrl+C ends the server)\n"


def test_every_setting_is_one_that_streamlit_knows() -> None:
    known = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "--help"], capture_output=True, text=True, check=True
    ).stdout
    line = streamlit_arguments("x.py", address="localhost", port=1, host="localhost")
    assert [name for name in given(line) if f"--{name}" not in known] == []


@pytest.mark.parametrize(("name", "expected"), [(None, socket.gethostname()), ("planning-pc", "planning-pc")])
def test_listening_everywhere_still_names_one_host(
    started: list[list[str]], name: str | None, expected: str
) -> None:
    serve(port=0, address="0.0.0.0", workspace=None, public_name=name, browser=False, language="zh")  # noqa: S104 - nothing is started
    assert given(started[0])["browser.serverAddress"] == expected


def test_free_port_is_found() -> None:
    port = usable_port("127.0.0.1", 0)
    assert 0 < port <= 65_535
    assert usable_port("127.0.0.1", port) == port


def test_taken_port_and_foreign_address_are_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            ServerAddressError, match=rf"127\.0\.0\.1 port {port}.*--port {port + 1}"
        ) as caught:
            usable_port("127.0.0.1", port)
    assert f"端口 {port}" in caught.value.message("zh")
    with pytest.raises(ServerAddressError, match=r"192\.0\.2\.1"):
        usable_port("192.0.2.1", 0)


def test_browser_opens_once_the_server_answers(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = threading.Event()
    urls = []
    monkeypatch.setattr(webbrowser, "open", lambda url: (urls.append(url), opened.set()))
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr(app, "usable_port", lambda _address, _port: port)
        serve(port=port, address="127.0.0.1", workspace=None, public_name=None, browser=True, language="en")
        assert opened.wait(10)
    assert urls == [f"http://127.0.0.1:{port}/"]
    assert len(started) == 1


def test_real_server_answers_from_any_folder_and_ends_on_a_signal(app_server: Serve, tmp_path: Path) -> None:
    with app_server(
        [sys.executable, "-m", "layout.cli.main"], folder=tmp_path, path=bundle_folder()
    ) as fetch:
        status, kind, page = fetch("/")
        assert (status, kind) == (200, "text/html")
        assert b"<script" in page
        status, kind, layer = fetch("/data/parks.geojson?lang=en")
        assert (status, kind) == (200, "application/geo+json")
        assert layer.startswith(b'{"type"')
        assert fetch("/assets/no-such-file.js")[0] == 404


def test_the_workspace_named_is_the_one_of_the_desk(
    started: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.WORKSPACE_VARIABLE == desk.WORKSPACE_VARIABLE
    monkeypatch.chdir(tmp_path)
    serve(port=0, address="localhost", workspace="office", public_name=None, browser=False, language="en")
    assert desk.workspace_folder() == tmp_path / "office"
    assert len(started) == 1
