"""`cqlayout app`: serve the pages, from any working directory, from a checkout or from an installed wheel."""

import os
import runpy
import socket
import sys
import threading
import time
import webbrowser
from functools import partial
from pathlib import Path

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.errors import ServerAddressError
from layout.i18n import translate
from layout.resources import app_script
from layout.workflow.desk.choice import use_default

DEFAULT_ADDRESS = "localhost"
DEFAULT_PORT = 8501
HIGHEST_PORT = 65_535
WORKSPACE_VARIABLE = "CQLAYOUT_WORKSPACE"  # as in layout.workflow.desk.tables, whose import would load pandas
_WILDCARDS = ("0.0.0.0", "::")  # noqa: S104 - compared with, never bound to by default
_BROWSER_PATIENCE_S = 60.0

# Nothing here may reach out: the desk runs on intranets without internet. A checkout says the same in
# .streamlit/config.toml for a plain `streamlit run`; an installed wheel has no such file, so all is said here.
SETTINGS: dict[str, str] = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "viewer",
    "runner.magicEnabled": "false",
    "server.fileWatcherType": "none",
    "server.headless": "true",
    "theme.base": "light",
    "theme.primaryColor": "#1f5fa8",
}


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "app",
        language,
        callback=partial(serve, language=language),
        params=[
            SpokenOption(
                ["--port"],
                type=click.IntRange(0, HIGHEST_PORT),
                default=DEFAULT_PORT,
                metavar="N",
                help=translate("cli.app.port", language),
            ),
            SpokenOption(
                ["--address"],
                default=DEFAULT_ADDRESS,
                metavar="HOST",
                help=translate("cli.app.address", language),
            ),
            SpokenOption(["--workspace"], metavar="FOLDER", help=translate("cli.app.workspace", language)),
            SpokenOption(["--public-name"], metavar="HOST", help=translate("cli.app.public_name", language)),
            SpokenOption(
                ["--browser/--no-browser"], default=False, help=translate("cli.app.browser", language)
            ),
        ],
        example="cqlayout app --port 8501",
    )


def serve(
    *,
    port: int,
    address: str,
    workspace: str | None,
    public_name: str | None,
    browser: bool,
    language: Language,
) -> None:
    """Serve the pages until interrupted.

    Parameters
    ----------
    port
        TCP port; 0 takes a free one.
    address
        Address to listen on; `localhost` serves this machine only.
    workspace
        Folder of the office's workspace; what the environment says when None.
    public_name
        Host name that colleagues type; needed when listening on every address.
    browser
        Whether to open the pages in the default browser.
    language
        Language of the line that says where the pages are.

    Raises
    ------
    ServerAddressError
        The port is taken or the address is not one of this machine.
    DataMissingError
        The installation is not whole.
    """
    script = app_script()
    if workspace is not None:
        os.environ[WORKSPACE_VARIABLE] = str(
            Path(workspace).absolute()
        )  # layout.workflow.desk.tables reads it there
    port = usable_port(address, port)
    host = public_name or (socket.gethostname() if address in _WILDCARDS else address)
    url = f"http://{host}:{port}/"
    click.echo(translate("cli.app.serving", language, url=url))
    if browser:
        threading.Thread(target=_open_when_ready, args=(host, port, url), daemon=True).start()
    sys.argv = streamlit_arguments(str(script), address=address, port=port, host=host)
    # the same as `python -m streamlit run …`, in this process, so that signals and exit codes stay simple
    with use_default():  # the pages show what the office keeps in its own workspace
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def streamlit_arguments(script: str, *, address: str, port: int, host: str) -> list[str]:
    """Return the command line that makes streamlit serve `script` without reaching out to anything.

    Parameters
    ----------
    script
        Absolute path of `streamlit_app.py`.
    address, port
        Where to listen.
    host
        Name under which browsers reach the server. It is always given: without it streamlit asks a service on the
        internet for the machine's own address.
    """
    settings = SETTINGS | {
        "browser.serverAddress": host,
        "logger.hideWelcomeMessage": "true",
        "server.address": address,
        "server.port": str(port),
    }
    return ["streamlit", "run", script, *[f"--{name}={value}" for name, value in settings.items()]]


def usable_port(address: str, port: int) -> int:
    """Return `port` if the server can listen on it, or a free one where 0 was asked for.

    Raises
    ------
    ServerAddressError
        The port is taken or the address is not one of this machine.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            return int(probe.getsockname()[1])
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServerAddressError(
            en=f"cannot listen on {address} port {port}: {reason}; choose another port, for example --port {port + 1}",
            zh=f"无法在 {address} 的端口 {port} 上提供服务：{reason}；请换一个端口，例如 --port {port + 1}",
        ) from error


def _open_when_ready(host: str, port: int, url: str) -> None:
    """Open `url` in the default browser as soon as the server answers."""
    deadline = time.monotonic() + _BROWSER_PATIENCE_S
    while time.monotonic() < deadline:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            webbrowser.open(url)
            return
