from pathlib import Path

from layout.workflow.desk.roles import Origin
from layout.workflow.intake.importing import workspace_at
from layout.workflow.intake.order import Order
from layout.workflow.intake.raster_import import import_raster
from tests.drawn import html_of, opened, page_of


def test_a_kept_raster_shows_its_facts_and_its_map_on_demand(own_workspace: Path, study_folder: Path) -> None:
    order = Order("landcover", Origin("Cover", "Survey office", "internal", "2021"))
    import_raster(study_folder / "landcover.tif", order, workspace=workspace_at(own_workspace))
    app = opened(page_of("data"), {})
    html = html_of(app)
    assert "200 × 160" in html
    assert "uint8" in html
    assert "tree cover" not in html
    next(box for box in app.checkbox if box.label == "Show it on the map").check().run()
    assert not app.exception
    assert "10 tree cover" in html_of(app)
