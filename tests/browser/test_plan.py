"""A planner lays out their own projects: upload, solve beside the page, map, report."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from tests.layout.workflow.allocation_cases import write_rich

if TYPE_CHECKING:
    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
VIEW = '[data-testid="stButtonGroup"] button'
PATIENT_MS = 90_000


def test_own_tables_are_solved_drawn_and_taken_away(server: str, desk: "Desk", tmp_path: Path) -> None:
    write_rich(tmp_path)
    with desk.browse(server) as page:
        page.set_default_timeout(PATIENT_MS)
        page.goto(f"{server}/plan?lang=zh")
        page.get_by_text("40 个项目").wait_for()
        page.get_by_text("自有案例与数据表").click()
        page.locator('input[type="file"]').set_input_files([str(path) for path in sorted(tmp_path.iterdir())])
        page.get_by_text("4 个项目，").wait_for()
        page.get_by_role("button", name="求解").click()
        page.get_by_text("核验通过").wait_for()
        frame = desk.map_frame(page, "plan", "planlines")
        desk.settle(page)
        assert desk.drawn(frame)["plan"] == 2
        assert desk.drawn(frame)["planlines"] >= 1
        desk.click(page, frame, "plan", "K1")
        page.get_by_text("本方案落地").wait_for()
        desk.screenshot(page, "plan-own-zh")
        page.locator(VIEW, has_text="成果文件").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="report.zh.docx").click()
        word = docx.Document(io.BytesIO(download.value.path().read_bytes()))
        assert any("项目落点" in one.text for one in word.paragraphs)
        page.locator(".st-key-cq_language button", has_text="English").click()
        page.get_by_text("verified").first.wait_for()
