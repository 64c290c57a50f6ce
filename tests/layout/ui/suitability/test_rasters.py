from pathlib import Path

import pytest

from layout.ui.suitability import build as suit_build
from layout.ui.suitability import rasters as suit_rasters
from layout.ui.suitability.rasters import (
    class_rule,
    first_choice,
    kept_rasters,
    raster_choices,
    raster_layer,
    unit_of_raster,
)
from layout.workflow.desk.roles import Origin
from layout.workflow.intake.importing import workspace_at
from layout.workflow.intake.order import Order
from layout.workflow.intake.raster_import import import_raster
from layout.workflow.suitability.preview import open_preview


@pytest.fixture
def office(own_workspace: Path, study_folder: Path) -> Path:
    assert first_choice("dem") is None
    for name in ("dem", "landcover"):
        order = Order(name, Origin(name.upper(), "Survey office", "internal", "2024"))
        import_raster(study_folder / f"{name}.tif", order, workspace=workspace_at(own_workspace))
    return own_workspace


def test_rasters_of_the_workspace_are_offered_and_the_elevation_stands_first(
    office: Path, study_folder: Path
) -> None:
    assert list(kept_rasters()) == ["dem", "landcover"]
    assert first_choice("dem") == "item:dem"
    assert first_choice("landcover") is None
    assert [raster_choices("landcover", "en"), raster_choices("landcover", "zh")] == [
        {"item:landcover": "LANDCOVER · landcover v1 · 2024"},
        {"item:landcover": "LANDCOVER · landcover 第 1 版 · 2024"},
    ]
    (office / "rasters").mkdir()
    (office / "rasters" / "old.tif").write_bytes((study_folder / "dem.tif").read_bytes())
    assert list(raster_choices("dem", "en")) == ["item:dem", "item:landcover", "file:old.tif"]
    assert raster_layer("item:dem") == {"item": "dem", "version": 1}
    assert Path(raster_layer("file:old.tif")["path"]).name == "old.tif"
    assert (unit_of_raster("item:dem"), unit_of_raster("file:old.tif")) == ("m", "")


def test_a_study_built_with_them_evaluates_their_rules(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office.is_dir()
    monkeypatch.setattr(suit_build, "recall", lambda _name, default=None: default)
    monkeypatch.setattr(suit_build, "remember", lambda *_: None)
    used = dict.fromkeys(suit_build.SLOTS, suit_build.NONE) | {
        "dem": "item:dem",
        "landcover": "item:landcover",
    }
    source = suit_build._source({"districts": ["500120"], "cell": 200, "classes": [80]}, used, [])
    found = open_preview(source.case, source.folder)
    assert {rule.id for rule in found.rules} == {
        "tgr_normal_level",
        "cjj83_natural_slope",
        "landcover_classes",
    }
    assert found.case.layers["dem"].source == "dem v1: Survey office, 2024"
    assert suit_rasters.class_rule([10, 80])["exclude"] == {"values": [10.0, 80.0]}
    assert "10, 80" in class_rule([10, 80])["name"]["zh"]
