"""What a reader of the map waits for, in a real Chromium without network: first paint, click, panning."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Frame, Page, WebSocket, sync_playwright

from bench.figures import Figure
from bench.server import serving

PAINT_LIMIT_S = 3.0
CLICK_LIMIT_S = 0.5
REPETITIONS = 5
PARKS_DRAWN = 20  # of 64; the first map is there once districts and most parks are on it
SETTLED_MS = 1500  # the component reports after at most half a second; then nothing more may come
VIEW = {"width": 1440, "height": 900}

DRAWN = """(least) => {
  const drawn = (window.cq || {}).drawn || {};
  return (drawn.districts || 0) >= 37 && (drawn.parks || 0) >= least;
}"""
# points of parks that no other park covers, as page coordinates inside the frame
FREE_PARKS = """() => {
  const found = [];
  for (const layer of cq.current) {
    if (layer.cqId !== "parks") continue;
    layer.eachLayer((part) => part.getLatLng && found.push({
      id: part.feature.properties.id, at: cq.map.latLngToContainerPoint(part.getLatLng()), r: part.getRadius() }));
  }
  const clear = (a) => found.every((b) => a === b || Math.hypot(a.at.x - b.at.x, a.at.y - b.at.y) > a.r + b.r + 4);
  const inside = (a) => a.at.x > 60 && a.at.y > 60 && a.at.x < cq.map.getSize().x - 260 && a.at.y < cq.map.getSize().y - 60;
  return found.filter((a) => clear(a) && inside(a)).map((a) => [a.id, a.at.x, a.at.y]);
}"""

PANEL = "() => (document.querySelector('.st-key-cq_panel') || {}).innerText || ''"
# the panel shows other facts than before, and the address names the park
SHOWN = f"""([park, before]) => {{
  const text = ({PANEL})();
  return text !== before && document.querySelector(".st-key-cq_panel .cq-facts") !== null
    && new URLSearchParams(location.search).get("park") === park;
}}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the system's Chromium, cut off from every host but this machine."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield browser
        browser.close()


def map_frame(page: Page) -> Frame:
    """Return the frame of the map once layers are drawn on it."""
    handle = page.wait_for_selector("iframe[title*='st_folium']", state="attached", timeout=60_000)
    assert handle is not None
    frame = handle.content_frame()
    assert frame is not None
    frame.wait_for_function(DRAWN, arg=PARKS_DRAWN, timeout=60_000)
    return frame


def first_paints(browser: Browser, url: str) -> tuple[float, float]:
    """Return the seconds to districts and parks on the map: with an empty browser cache, then on a second visit."""
    with browser.new_context(viewport=VIEW) as context:
        return _paint(context.new_page(), url), _paint(context.new_page(), url)


def _paint(page: Page, url: str) -> float:
    """Return the seconds from typing the address to the painted map."""
    begun = time.perf_counter()
    page.goto(url)
    map_frame(page).wait_for_function("() => new Promise((done) => requestAnimationFrame(() => done(true)))")
    seconds = time.perf_counter() - begun
    page.close()
    return seconds


def click_and_pan(browser: Browser, url: str) -> tuple[list[float], int]:
    """Return the seconds from each click on a park to its panel, and how many messages panning sent to the server."""
    sent: list[float] = []

    def count(socket: WebSocket) -> None:
        socket.on("framesent", lambda _data: sent.append(time.perf_counter()))

    with browser.new_context(viewport=VIEW) as context:
        page = context.new_page()
        page.on("websocket", count)
        page.goto(url)
        frame = map_frame(page)
        page.wait_for_timeout(SETTLED_MS)
        clicks = [_click(page, frame, park) for park in _free_parks(frame)]
        page.wait_for_timeout(SETTLED_MS)
        before = len(sent)
        _pan(page, frame)
        page.wait_for_timeout(SETTLED_MS)
        return clicks, len(sent) - before


def _free_parks(frame: Frame) -> list[list[object]]:
    """Return id and position of some parks that a click can hit."""
    parks: list[list[object]] = frame.evaluate(FREE_PARKS)
    assert len(parks) >= REPETITIONS, f"only {len(parks)} parks lie free on the first map"
    return parks[:REPETITIONS]


def _box(frame: Frame) -> tuple[float, float, float, float]:
    """Return the place of the frame on the page."""
    box = frame.frame_element().bounding_box()
    assert box is not None
    return box["x"], box["y"], box["width"], box["height"]


def _click(page: Page, frame: Frame, park: list[object]) -> float:
    """Click a park and return the seconds until the panel shows it."""
    left, top, _, _ = _box(frame)
    before = page.evaluate(PANEL)
    page.mouse.move(left + float(str(park[1])), top + float(str(park[2])))
    begun = time.perf_counter()
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function(SHOWN, arg=[park[0], before], timeout=10_000)
    return time.perf_counter() - begun


def _pan(page: Page, frame: Frame) -> None:
    """Drag the map to and fro, and zoom."""
    left, top, width, height = _box(frame)
    x, y = left + width / 2, top + height / 2
    for step in (120, -160, 80):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + step, y + step / 2, steps=8)
        page.mouse.up()
        page.wait_for_timeout(300)
    page.mouse.wheel(0, -240)


def measure() -> list[Figure]:
    """Return the figures of the map."""
    with serving() as url, chromium() as browser:
        first_paints(browser, url)  # warms the server's caches; the issue speaks of a warm load
        empty, warm = zip(*[first_paints(browser, url) for _ in range(REPETITIONS)], strict=True)
        clicks, messages = click_and_pan(browser, url)
    return [
        Figure("first map painted, warm load", "s", warm, PAINT_LIMIT_S),
        Figure("first map painted, empty browser cache", "s", empty, PAINT_LIMIT_S),
        Figure("panel after a click on a park", "s", tuple(clicks), CLICK_LIMIT_S),
        Figure("messages to the server while panning and zooming", "", (float(messages),), 0),
    ]
