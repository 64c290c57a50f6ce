"""A yearbook table through the page: questions, answers, import, and what the other pages show afterwards."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from geodata.workspace import Workspace
from layout.ui.data.upload_state import Upload
from layout.workflow.desk.tables import office_rows_of
from layout.workflow.statistics.answers import Answers, ColumnAnswer

Page = Callable[..., AppTest]
Said = Callable[[AppTest], str]
CELLS = "园区,产值（万元）2023,工业用地面积（亩）2023\n璧山高新区,8000000,12000\n万州经开区,640000,3000\n忠县工业圆区,5000,150\n"
UPLOAD = {
    "upload": Upload("园区.csv", CELLS.encode("gb18030")),
    "up.kind": "table",
    "up.encoding": "gb18030",
    "up.source": "市经信委",
    "up.year": "2023",
    "up.title": "园区",
}
SETTLED = Answers(
    source="市经信委",
    columns={"产值（万元）2023": ColumnAnswer(indicator="gross_output")},
    matches={"忠县工业圆区": "park:zhongxian_ip"},
)


def test_the_import_waits_for_the_answers(page: Page, said: Said, own_workspace: Path) -> None:
    app = page("data", data_view="own", kept=dict(UPLOAD))
    html = said(app)
    assert "忠县工业圆区" in html
    assert "letters" in html  # the nearest spelling is told with its distance
    assert app.button(key="do_import").disabled
    assert not Workspace.exists(own_workspace)


def test_figures_come_in_and_the_pages_show_them(page: Page, said: Said, own_workspace: Path) -> None:
    before = said(page("land_efficiency", pair="gross_output-per-industrial_land_km2"))
    app = page("data", data_view="own", kept={**UPLOAD, "join.园区.csv": SETTLED})
    app.button(key="do_import").click().run()
    assert not app.exception
    kept = office_rows_of(Workspace.open(own_workspace))
    values = {(row["entity_id"], row["indicator_id"]): row["value"] for row in kept.to_dict("records")}
    assert values["bishan_htz", "gross_output"] == 800.0
    assert values["zhongxian_ip", "industrial_land_km2"] == 0.1
    html = said(page("land_efficiency", pair="gross_output-per-industrial_land_km2"))
    assert "3 of 64 parks" in html
    assert "Bishan High-tech" in html
    assert "Bishan High-tech" not in before
    assert "市经信委" in html
