"""Weights on the screen: their effect at once, the map left where it is."""

from typing import TYPE_CHECKING

import pytest

from bench.sites import WATCH

if TYPE_CHECKING:
    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

PRESSES = 3


def test_a_weight_shows_its_effect_at_once_and_the_map_stays(server: str, desk: "Desk") -> None:
    with desk.browse(server) as page:
        page.goto(f"{server}/sites?lang=zh&step=weights")
        page.locator(".cq-live-ranks").wait_for()
        frame = desk.map_frame(page, "ranked", "outlines")
        desk.settle(page)
        frame.evaluate("() => { cq.map.setView([29.5, 106.5], 9, {animate: false}); window.cqKept = true; }")
        title = page.locator(".cq-h1").evaluate("(node) => { node.cqKept = true; return node.innerText; }")
        page.evaluate(WATCH)
        first = page.locator(".cq-live-ranks").inner_text()
        page.get_by_role("slider", name="达标贡献").focus()
        for press in range(1, PRESSES + 1):
            page.keyboard.press("ArrowRight")
            page.wait_for_function(f"() => window.cqTimes.length >= {press}")
            desk.settle(page)
        page.keyboard.press("End")
        page.locator(".cq-live-ranks").get_by_text("▲ 15").wait_for()
        assert page.locator(".cq-live-ranks").inner_text() != first
        assert page.locator(".cq-live-ranks .cq-up").count() > 0
        frame = desk.map_frame(page, "ranked", "outlines")
        assert frame.evaluate("() => window.cqKept === true && cq.map.getZoom() === 9")
        assert page.locator(".cq-h1").evaluate("(node) => node.cqKept === true")
        assert title
        desk.screenshot(page, "weights-live-zh")

        page.get_by_text("English", exact=True).click()
        page.get_by_text("The first ten under these weights").wait_for()
        desk.settle(page)
        assert page.get_by_role("slider", name="Target contribution").input_value() != "10"
        page.get_by_text("6 Result", exact=True).click()
        page.get_by_text("sites ranked").wait_for()
        assert (
            "1 Chongqing Jiangjin Industrial Park"
            not in page.locator(".cq-table tbody tr").first.inner_text()
        )
