"""A file with a hostile name and hostile contents through the whole import: told, drawn and kept as text, nothing runs."""

import json
from typing import TYPE_CHECKING

import pytest

from layout.i18n import translate
from tests.browser.test_hostile import check_inert, check_literal

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from geodata.text import Language
    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

TEXT = '{{1234*4321}} {% 备注 <img src=x onerror="window.cqRan=1"> ${1234*4321} `x` **b** ![i](http://127.0.0.2/x.png)'
NAME = "{{1234*4321}} {% 备注 <img src=x onerror=window.cqRan=1> ${1234*4321} `x` **b** ![i](y).geojson"
CORNERS = [[106.22, 29.58], [106.25, 29.58], [106.25, 29.6], [106.22, 29.6], [106.22, 29.58]]
CONTENT = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": TEXT, TEXT: TEXT},
            "geometry": {"type": "Polygon", "coordinates": [CORNERS]},
        }
    ],
}


def words(key: str, language: "Language") -> str:
    return translate(f"data_desk.{key}", language)


def fill(page: "Page", label: str, value: str) -> None:
    field = page.get_by_role("textbox", name=label).first
    field.fill(value)
    field.press("Enter")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hostile_file_is_imported_as_text(
    import_server: tuple[str, "Path"], desk: "Desk", language: "Language"
) -> None:
    server, folder = import_server
    with desk.browse(server) as page:
        page.goto(f"{server}/data?lang={language}")
        page.locator('input[type="file"]').first.set_input_files(
            {"name": NAME, "mimeType": "application/geo+json", "buffer": json.dumps(CONTENT).encode()}
        )
        frame = desk.map_frame(page, "outlines", "preview")
        desk.settle(page)
        check_literal(page.locator(".cq-quiet", has_text="1234*4321").first.inner_text(), "name of the file")
        check_literal(page.locator(".cq-wide").first.inner_text(), "first rows")
        desk.screenshot(page, f"import-placed-{language}")
        box = frame.frame_element().bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2 - 2, box["y"] + box["height"] / 2)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        frame.locator(".cq-tip").wait_for()
        check_literal(frame.locator(".cq-tip").inner_text(), "tooltip")
        page.get_by_role("combobox", name=words("ask.datum", language)).click()
        page.get_by_role("option", name="WGS84").first.click()
        desk.settle(page)
        page.get_by_text(words("sure", language)).click()
        for key in ("source", "year"):
            fill(page, words(f"origin.{key}", language), f"{TEXT[:90]} {key}")
            desk.settle(page)
        desk.screenshot(page, f"import-ready-{language}")
        page.get_by_role("button", name=words("import", language)).click()
        page.get_by_text(words("own.original", language)).wait_for()
        desk.settle(page)
        check_literal(page.locator(".cq-table").first.inner_text(), "catalogue")
        check_inert(page)
        desk.screenshot(page, f"import-done-{language}")
        assert (folder / "workspace.sqlite").is_file()


def test_the_kept_layer_lies_on_the_map(import_server: tuple[str, "Path"], desk: "Desk") -> None:
    server, folder = import_server
    if not (folder / "workspace.sqlite").is_file():
        pytest.skip("nothing was imported before: this test follows the import")
    with desk.browse(server) as page:
        page.goto(f"{server}/?lang=en")
        desk.map_frame(page, "parks")
        desk.settle(page)
        page.get_by_text(translate("ui.map.more", "en"), exact=True).first.click()
        page.get_by_role("combobox", name=words("map.own", "en")).click()
        page.get_by_role("option").first.click()
        desk.map_frame(page, "own-sites")
        page.keyboard.press("Escape")
        desk.settle(page)
        check_inert(page)
        desk.screenshot(page, "import-on-the-map")
