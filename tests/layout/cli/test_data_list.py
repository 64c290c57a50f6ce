import json
from pathlib import Path

import pytest

from layout.cli import data
from layout.workflow.desk.roles import Origin
from layout.workflow.intake.importing import workspace_at
from layout.workflow.intake.order import Order
from layout.workflow.intake.raster_import import import_raster


@pytest.mark.parametrize("language", ["en", "zh"])
def test_rasters_are_listed_with_size_source_and_year(
    own_workspace: Path, study_folder: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    order = Order("dem", Origin("DEM", "x" * 90 + "\x1b[31m", "internal", "2024"))
    import_raster(study_folder / "dem.tif", order, workspace=workspace_at(own_workspace))
    command = data.command("zh" if language == "zh" else "en")
    command.main(["list"], prog_name="data", standalone_mode=False)
    told = capsys.readouterr().out
    assert "200 × 160" in told
    assert "2024" in told
    assert "\x1b" not in told
    assert {"en": "raster", "zh": "栅格"}[language] in told
    command.main(
        ["list", "--workspace", str(own_workspace), "--json"], prog_name="data", standalone_mode=False
    )
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["name"], found["kind"], found["raster"]["unit"], found["vintage"]) == (
        "dem",
        "raster",
        "m",
        "2024",
    )
