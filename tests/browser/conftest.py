"""A real server and a real headless Chromium, with every host but the server cut off."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_S = 90.0
WAIT_MS = 30_000


@contextmanager
def running_server(script: Path, log: Path, **variables: str) -> Iterator[str]:
    """Serve `script` on a free loopback port, with variables of its environment, and yield the address of its root."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    environment = {name: value for name, value in os.environ.items() if name != "CQLAYOUT_LANG"}
    environment |= {"PYTHONPATH": str(ROOT), **variables}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--server.address=127.0.0.1", "--browser.serverAddress=127.0.0.1"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_healthy(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server stopped:\n{log.read_text(errors='replace')}"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - loopback
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not answer within {PATIENCE_S} s:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a headless Chromium of this machine."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip(
            "no browser: none of chromium, chromium-browser, google-chrome is installed (apt install chromium)"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the application as it ships."""
    folder = tmp_path_factory.mktemp("server")
    kept = str(folder / "workspace")  # never that of the person who runs the tests
    with running_server(ROOT / "streamlit_app.py", folder / "log.txt", CQLAYOUT_WORKSPACE=kept) as address:
        yield address


class Watch:
    """What a page asked for and what went wrong in it."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.outside: list[str] = []
        self.errors: list[str] = []

    def guard(self, context: BrowserContext) -> None:
        """Refuse and note everything that does not go to the server."""
        context.route("**/*", self._route)
        context.on("page", self._listen)

    def _route(self, route: Route) -> None:
        url = route.request.url
        if urlsplit(url).netloc == self.host or url.startswith(("data:", "blob:")):
            route.continue_()
            return
        self.outside.append(url)
        route.abort()

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("response", lambda answer: self._check_answer(answer.status, answer.url))
        page.on("websocket", lambda socket_: self._check_socket(socket_.url))
        page.on("console", lambda message: self._note(message.type, message.text))

    def _check_socket(self, url: str) -> None:
        if urlsplit(url).netloc != self.host:
            self.outside.append(url)

    def _check_answer(self, status: int, url: str) -> None:
        # on a page below the root streamlit looks for its server at /<page>/_stcore first, which answers 404
        if status >= 400 and not urlsplit(url).path.endswith(("/_stcore/health", "/_stcore/host-config")):
            self.errors.append(f"{status} {url}")

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and not text.startswith("Failed to load resource"):  # judged by _check_answer
            self.errors.append(text)


class Desk:
    """A reader at a browser: opens pages, waits for maps, clicks features, keeps pictures."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium

    @contextmanager
    def browse(
        self, address: str, *, locale: str = "zh-CN", size: tuple[int, int] = (1440, 900)
    ) -> Iterator[Page]:
        """Yield a page of a fresh profile; at the end nothing may have left the server or gone wrong."""
        watch = Watch(address)
        context = self.chromium.new_context(
            locale=locale,
            viewport={"width": size[0], "height": size[1]},
            accept_downloads=True,
            service_workers="block",
        )
        watch.guard(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        try:
            yield page
        finally:
            context.close()
        assert watch.outside == [], "requests left the server"
        assert watch.errors == []

    def map_frame(self, page: Page, *layers: str) -> Frame:
        """Return the frame of the map once it has drawn `layers`."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            for frame in page.frames:
                if "streamlit_folium" in frame.url and set(layers) <= set(self.drawn(frame)):
                    return frame
            page.wait_for_timeout(20)
        pytest.fail(f"the map did not draw {layers}")

    def drawn(self, frame: Frame) -> dict[str, int]:
        """Return how many features of which layer the map has drawn."""
        text = frame.evaluate("() => (document.body && document.body.dataset.cqDrawn) || '{}'")
        counts: dict[str, int] = json.loads(text)
        return counts

    def point_of(self, page: Page, frame: Frame, layer: str, feature: str) -> tuple[float, float]:
        """Bring a point feature to the middle of the map and return where it is on the screen."""
        place = """([layer, id]) => {
            const found = cq.current.find((one) => one.cqId === layer);
            let at = null;
            found.eachLayer((part) => { if (part.feature.properties.id === id) at = part.getLatLng(); });
            cq.map.setView(at, 13, { animate: false });
            const point = cq.map.latLngToContainerPoint(at);
            return [point.x, point.y];
        }"""
        x, y = frame.evaluate(place, [layer, feature])
        page.wait_for_timeout(100)
        box = frame.frame_element().bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def click(self, page: Page, frame: Frame, layer: str, feature: str) -> None:
        """Click a point feature with the mouse."""
        page.mouse.click(*self.point_of(page, frame, layer, feature))

    def settle(self, page: Page) -> None:
        """Wait until streamlit has finished running the page."""
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")
        page.wait_for_timeout(250)

    def screenshot(self, page: Page, name: str) -> None:
        """Keep a picture of the page as an artefact of the test run."""
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{name}.png")


@pytest.fixture
def desk(chromium: Browser) -> Desk:
    """Return a reader at a browser."""
    return Desk(chromium)


@pytest.fixture(scope="session")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the application with hostile text in every name that is shown."""
    script = Path(__file__).with_name("hostile_app.py")
    with running_server(script, tmp_path_factory.mktemp("hostile") / "log.txt") as address:
        yield address


@pytest.fixture(scope="session")
def import_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve the application with a workspace of its own, and return its folder too."""
    folder = tmp_path_factory.mktemp("import")
    workspace = folder / "workspace"
    with running_server(
        ROOT / "streamlit_app.py", folder / "log.txt", CQLAYOUT_WORKSPACE=str(workspace)
    ) as address:
        yield address, workspace
