"""Every page in both languages and two sizes: nothing leaves the server, nothing overflows, a picture is kept."""

import re
from typing import TYPE_CHECKING

import pytest

from layout.i18n import translate

if TYPE_CHECKING:
    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

PAGES = {
    "map": "",
    "targets": "targets",
    "land_efficiency": "efficiency",
    "site_selection": "sites",
    "data": "data",
}
SIZES = ((1440, 900), (1024, 768))
HAN = re.compile(r"[一-鿿]")
MAP_LAYERS = ("prefectures", "districts", "zones-flagship", "infrastructure", "parks")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page_id", PAGES)
def test_a_page_fits_and_speaks(
    server: str, desk: "Desk", page_id: str, language: str, size: tuple[int, int]
) -> None:
    with desk.browse(server, size=size) as page:
        page.goto(f"{server}/{PAGES[page_id]}?lang={language}")
        page.wait_for_selector("h1.cq-h1", state="attached")
        if page_id == "map":
            desk.map_frame(page, *MAP_LAYERS)
        desk.settle(page)
        title = translate(f"ui.page.{page_id}", "zh" if language == "zh" else "en")
        assert page.inner_text("h1.cq-h1") == title
        assert f"lang={language}" in page.url
        width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert width <= size[0]
        links = page.locator('[data-testid="stTopNavLink"]')
        assert [links.nth(place).is_visible() for place in range(links.count())] == [True] * 7
        if language == "en":
            labels = page.locator('[data-testid="stWidgetLabel"]').all_inner_texts()
            assert [label for label in labels if HAN.search(label)] == []
        desk.screenshot(page, f"{page_id}-{language}-{size[0]}")


def test_a_fresh_server_knows_the_address_of_every_page(server: str, desk: "Desk") -> None:
    for path in PAGES.values():
        with desk.browse(server) as page:
            page.goto(f"{server}/{path}?lang=zh")
            desk.settle(page)
            assert page.locator('[role="dialog"]').count() == 0


@pytest.mark.parametrize(("locale", "language"), [("zh-CN", "zh"), ("en-GB", "en"), ("de-DE", "en")])
def test_the_first_language_is_the_browsers(server: str, desk: "Desk", locale: str, language: str) -> None:
    with desk.browse(server, locale=locale) as page:
        page.goto(f"{server}/data")
        page.wait_for_selector("h1.cq-h1", state="attached")
        desk.settle(page)
        assert f"lang={language}" in page.url


def test_on_a_narrow_screen_every_page_can_be_reached(server: str, desk: "Desk") -> None:
    with desk.browse(server, size=(390, 844)) as page:
        page.goto(f"{server}/targets?lang=zh")
        page.wait_for_selector("h1.cq-h1", state="attached")
        desk.settle(page)
        page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_test_id("stSidebarNavLink").last.click()
        page.wait_for_url("**/data?**")
        desk.settle(page)
        assert page.inner_text("h1.cq-h1") == translate("ui.page.data", "zh")


def test_what_streamlit_says_itself_is_in_the_language_of_the_page(server: str, desk: "Desk") -> None:
    shown = "(at) => getComputedStyle(document.querySelector(at), '::after').content"
    with desk.browse(server) as page:
        page.goto(f"{server}/sites?lang=zh")
        desk.settle(page)
        field = page.get_by_test_id("stMultiSelect").locator("input").first
        field.click()
        everything = '[role="option"][data-key="__select_all__"] [data-item-hl]'
        page.wait_for_selector(everything)
        assert page.evaluate(shown, everything) == '"全选"'
        field.fill("zzzz")
        nothing = '[role="listbox"][data-empty="true"] [role="option"] span'
        page.wait_for_selector(nothing, state="attached")
        assert page.evaluate(shown, nothing) == '"没有匹配项"'
        assert (
            page.evaluate("(at) => getComputedStyle(document.querySelector(at)).fontSize", nothing) == "0px"
        )
