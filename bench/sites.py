"""How soon a change of weight shows on the page Site selection, in a real Chromium without network."""

from playwright.sync_api import Browser

from bench.figures import Figure
from bench.map import SETTLED_MS, VIEW, chromium
from bench.server import serving

LIMIT_S = 0.3
PRESSES = 12
_MS = 1000.0

# the time from the key to the first change of the shares, taken in the page itself
WATCH = """() => {
  window.cqTimes = []; window.cqPressed = 0; window.cqSeen = null;
  const shares = () => { const found = document.querySelector('.cq-live-weights'); return found && found.innerText; };
  document.addEventListener('keydown', () => { window.cqPressed = performance.now(); window.cqSeen = shares(); }, true);
  new MutationObserver(() => {
    const now = shares();
    if (window.cqPressed && now && now !== window.cqSeen) {
      window.cqTimes.push(performance.now() - window.cqPressed);
      window.cqPressed = 0;
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def presses(browser: Browser, url: str) -> list[float]:
    """Return the seconds from each key on a slider to the new shares and ranks."""
    with browser.new_context(viewport=VIEW) as context:
        page = context.new_page()
        page.goto(f"{url}/sites?lang=en&step=weights")
        page.locator(".cq-live-ranks").wait_for(timeout=60_000)
        page.wait_for_timeout(2 * SETTLED_MS)
        page.evaluate(WATCH)
        page.get_by_role("slider", name="Target contribution").focus()
        for press in range(1, PRESSES + 1):
            page.keyboard.press("ArrowRight")
            page.wait_for_function("(least) => window.cqTimes.length >= least", arg=press)
            page.wait_for_timeout(SETTLED_MS)
        return [float(time) / _MS for time in page.evaluate("() => window.cqTimes")]


def measure() -> list[Figure]:
    """Return the seconds from a key to the new shares."""
    with serving() as url, chromium() as browser:
        return [Figure("sites: weight to new ranks", "s", tuple(presses(browser, url)), LIMIT_S)]
