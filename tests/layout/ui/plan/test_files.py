import io
import json
import zipfile
from pathlib import Path

from layout.config.allocation_toml import parse_allocation_case
from layout.ui.plan.files import file_makers
from layout.workflow.allocation.allocate import allocate
from tests.layout.ui.plan_runs_made import plain_plan


def test_every_file_is_made_and_the_case_runs_again(tmp_path: Path) -> None:
    found = plain_plan()
    makers = file_makers(found)
    assert {name.rpartition(".")[2] for name in makers} == {
        *("html", "docx", "xlsx", "gpkg", "csv", "geojson", "json", "toml", "zip"),
    }
    files = {name: maker() for name, maker in makers.items()}
    assert all(files.values())
    assert parse_allocation_case(files["case.toml"].decode(), origin="x") == found.case
    assert json.loads(files["run.json"])["verified"] is True
    zipfile.ZipFile(io.BytesIO(files["case.zip"])).extractall(tmp_path)
    again = allocate(tmp_path / "case.toml")
    assert again.report is not None
    assert found.run.report is not None
    assert again.report.plan == found.run.report.plan
