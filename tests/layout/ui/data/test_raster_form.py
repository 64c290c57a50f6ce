import json
from hashlib import sha256
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.workspace import Workspace
from layout.ui.data.upload_state import Upload
from tests.drawn import html_of, opened, page_of, press
from tests.tiffs import heights, write_tiff


def import_it(app: AppTest, label: str) -> None:
    """Press the button of the import and wait for its end, as the page does every second."""
    press(app, label)
    job = app.session_state["cq_store"].get("up.keep")
    if job is not None:
        job.wait(60)
        app.run()
    assert not app.exception


SAID = {"up.source": "Survey office", "up.year": "2024", "up.sure": True}


def test_a_raster_is_refused_by_its_role_and_then_kept_under_another(
    own_workspace: Path, tmp_path: Path
) -> None:
    raw = write_tiff(tmp_path / "noise.tif", heights() * 50).read_bytes()
    app = opened(page_of("data"), {**SAID, "upload": Upload("noise.tif", raw)})
    import_it(app, "Import into the workspace")
    assert "expected elevations from -500 to 9000 m" in html_of(app)
    next(box for box in app.selectbox if box.label == "The file becomes").select("raster").run()
    next(field for field in app.text_input if field.label.startswith("Name of the layer")).set_value(
        "noise"
    ).run()
    next(field for field in app.text_input if field.label.startswith("Unit")).set_value("dB").run()
    import_it(app, "Import into the workspace")
    assert not app.exception
    assert "Imported: noise, version 1, 4,800 cells" in html_of(app)
    version = Workspace.open(own_workspace).version("noise")
    assert version.raster is not None
    assert (version.raster.unit, version.provenance.vintage) == ("dB", "2024")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_raster_of_this_server_brings_its_origin_and_is_never_in_memory(
    own_workspace: Path, lang: str
) -> None:
    folder = own_workspace / "rasters"
    folder.mkdir(parents=True)
    path = write_tiff(folder / "dem.tif", heights(), nodata=-9999)
    both = {"en": "GLO-30", "zh": "哥白尼"}
    record = {
        "title": both,
        "attribution": both,
        "note": both,
        "licence": "free",
        "vintage": "2011-2015",
        "outputs_sha256": {"dem.tif": sha256(path.read_bytes()).hexdigest()},
    }
    (folder / "dem.provenance.json").write_text(json.dumps(record), encoding="utf-8")
    app = opened(page_of("data"), {"up.here": "dem.tif"}, lang=lang)
    press(app, {"en": "Check this raster", "zh": "检查该栅格"}[lang])
    app.checkbox[0].check().run()  # compared with the map
    upload = app.session_state["cq_store"]["upload"]
    assert upload.raw == path
    import_it(app, {"en": "Import into the workspace", "zh": "导入工作区"}[lang])
    version = Workspace.open(own_workspace).version("dem")
    assert (version.provenance.attribution.zh, version.provenance.vintage) == ("哥白尼", "2011-2015")
