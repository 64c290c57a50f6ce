"""Hostile text in every name is shown as text on every page: nothing runs, nothing is fetched, nothing computed."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error as PlaywrightError

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

LITERALS = ("{{1234*4321}}", "{% 备注", "<img src=x onerror=", "${1234*4321}", "`x`", "**b**", "![i](")
COMPUTED = "5332114"
MAP_LAYERS = ("districts", "zones-flagship", "infrastructure", "parks")


def check_literal(text: str, where: str) -> None:
    missing = [literal for literal in LITERALS if literal not in text]
    assert missing == [], f"{where} lost {missing}: {text[:400]}"


def check_inert(page: "Page") -> None:
    """Check that nothing ran in any frame and that no page holds what a template would have computed."""
    for frame in list(page.frames):
        try:
            ran = frame.evaluate("() => window.cqRan !== undefined")
            images = frame.evaluate("() => document.querySelectorAll('img[src=x], img[onerror]').length")
            content = frame.content()
        except PlaywrightError:
            assert (
                frame.is_detached()
            )  # a map that the page took away meanwhile; every other frame must answer
            continue
        assert not ran
        assert images == 0
        assert COMPUTED not in content


def test_map_panel_lists_and_legend(hostile_server: str, desk: "Desk") -> None:
    with desk.browse(hostile_server) as page:
        page.goto(f"{hostile_server}/?lang=en&colour=cluster")
        frame = desk.map_frame(page, *MAP_LAYERS)
        desk.settle(page)
        x, y = desk.point_of(page, frame, "parks", "chengkou_ip")
        page.mouse.move(x - 3, y)
        page.mouse.move(x, y)
        frame.locator(".cq-tip").wait_for()
        check_literal(frame.locator(".cq-tip").inner_text(), "tooltip")
        page.mouse.click(x, y)
        panel = page.locator(".st-key-cq_panel")
        panel.get_by_text("1234*4321").first.wait_for()
        desk.settle(page)
        check_literal(panel.inner_text(), "panel")
        check_literal(" ".join(page.locator(".cq-legends").all_inner_texts()), "legend")
        check_literal(" ".join(frame.locator(".cq-label-text").all_inner_texts()), "labels on the map")
        page.get_by_role("combobox", name=re.compile("Park ")).click()
        page.get_by_role("option").first.wait_for()
        check_literal(" ".join(page.get_by_role("option").all_inner_texts()), "list of parks")
        page.keyboard.press("Escape")
        page.get_by_role("combobox", name=re.compile("Parks that carry")).click()
        check_literal(" ".join(page.get_by_role("option").all_inner_texts()), "list of clusters")
        page.keyboard.press("Escape")
        check_inert(page)
        desk.screenshot(page, "hostile-map")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ranking_and_explanation(hostile_server: str, desk: "Desk", language: str) -> None:
    with desk.browse(hostile_server) as page:
        page.goto(f"{hostile_server}/sites?lang={language}")
        page.locator(".st-key-run button").click()
        frame = desk.map_frame(page, "ranked")
        desk.settle(page)
        check_literal(page.locator(".cq-table").first.inner_text(), "ranking")
        check_literal(" ".join(frame.locator(".cq-label-text").all_inner_texts()), "labels on the map")
        check_inert(page)
        desk.screenshot(page, f"hostile-ranking-{language}")


PLACES = [
    ("step=result&part=why", "explanation"),
    ("step=result&part=pair", "two sites"),
    ("step=result&part=certificate", "certificate"),
    ("step=candidates", "candidates"),
    ("step=rules", "rules"),
    ("step=criteria", "criteria"),
    ("step=weights", "weights"),
]


@pytest.mark.parametrize(("place", "name"), PLACES, ids=[name for _, name in PLACES])
def test_steps_of_the_site_selection(hostile_server: str, desk: "Desk", place: str, name: str) -> None:
    with desk.browse(hostile_server) as page:
        page.goto(f"{hostile_server}/sites?lang=en&{place}")
        page.locator(".stMain").get_by_text("1234*4321").locator("visible=true").first.wait_for()
        desk.settle(page)
        check_literal(page.locator(".stMain").inner_text(), name)
        check_inert(page)


def test_data_page(hostile_server: str, desk: "Desk") -> None:
    with desk.browse(hostile_server) as page:
        page.goto(f"{hostile_server}/data?lang=zh&data_view=layer&layer=parks")
        page.locator(".cq-table", has_text="1234*4321").first.wait_for()
        desk.settle(page)
        check_literal(page.locator(".cq-table").first.inner_text(), "rows of a layer")
        page.goto(f"{hostile_server}/data?lang=zh&data_view=conflicts")
        page.locator(".cq-table", has_text="1234*4321").first.wait_for()
        check_literal(page.locator(".cq-table").first.inner_text(), "conflicts")
        check_inert(page)


def test_a_project_name_is_text(hostile_server: str, desk: "Desk") -> None:
    name = " ".join(LITERALS)[:100]
    with desk.browse(hostile_server) as page:
        page.goto(f"{hostile_server}/sites?lang=en")
        field = page.get_by_role("textbox", name="Project")
        field.fill(name)
        field.press("Enter")
        desk.settle(page)
        page.locator(".st-key-run button").click()
        page.locator("h2.cq-h2", has_text="1234*4321").first.wait_for()
        assert name.strip() in page.locator("h2.cq-h2").first.inner_text()
        desk.settle(page)
        check_inert(page)


def test_what_is_asked_in_the_url_is_never_echoed_as_markup(hostile_server: str, desk: "Desk") -> None:
    with desk.browse(hostile_server) as page:
        page.goto(
            f"{hostile_server}/?lang=%7B%7B1234*4321%7D%7D&park=%3Cimg%20src%3Dx%20onerror%3D1%3E&colour=%7B%25x"
        )
        desk.map_frame(page, "parks")
        desk.settle(page)
        check_inert(page)
