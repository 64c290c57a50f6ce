from html import unescape
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.resources import bundle_folder
from layout.ui.suitability.choice import Loaded
from layout.ui.suitability.files import new_folder, take_file
from layout.ui.suitability.runs import start_job
from layout.ui.suitability.shown import Source

STORE = "cq_store"
FILES = ("area.geojson", "dem.tif", "landcover.tif", "rivers.gpkg", "roads.geojson")


def areas_page(kept: dict[str, object]) -> AppTest:
    app = AppTest.from_file(str(bundle_folder() / "pages" / "suitability.py"), default_timeout=60)
    for key, value in {"lang": "en", "study": "loaded", "view": "areas"}.items():
        app.query_params[key] = value
    app.session_state[STORE] = kept
    return app.run()


def said(app: AppTest) -> str:
    return unescape("".join(element.proto.body for element in app.get("html")))


@pytest.fixture(scope="module")
def ran(study_folder: Path, study_text: str) -> Loaded:
    """Return the study as it was loaded, with its full run done."""
    folder = new_folder()
    files = tuple(
        (name, take_file(folder, (study_folder / name).read_bytes(), name=name, number=number))
        for number, name in enumerate(FILES)
    )
    loaded = Loaded("study.toml", study_text, folder, files)
    job = start_job(Source(loaded.case, loaded.folder, apart=True))
    job.wait(300)  # the first run on a machine compiles
    assert job.state == "done"
    return loaded


def test_areas_share_a_total_and_tell_in_the_table(ran: Loaded) -> None:
    kept = {"suit.loaded": ran, "suit.areas.count": 3, "suit.areas.total": 60.0, "suit.areas.least": 10.0}
    app = areas_page(kept | {"suit.areas.manner": "total"})
    app.button("suit_find").click().run()
    assert not app.exception
    html = said(app)
    assert "3 of 3 found" in html
    assert "mean of the allowed land" in html
    assert "threshold of the case; Slope above 25 %" in html
    app.session_state[STORE]["lang"] = "zh"
    app.run()
    assert "可用土地均值" in said(app)


def test_a_total_that_cannot_be_shared_is_told_and_stays(ran: Loaded) -> None:
    kept = {"suit.loaded": ran, "suit.areas.count": 3, "suit.areas.total": 60.0, "suit.areas.most": 10.0}
    app = areas_page(kept | {"suit.areas.manner": "total"})
    app.button("suit_find").click().run()
    assert "ha together" in said(app)
    assert app.number_input[1].value == 60.0


def test_areas_of_whole_parcels_are_found_kept_and_carry_what_they_tell(
    ran: Loaded, own_workspace: Path
) -> None:
    boxes = [shapely.box(602_500 + 200 * n, 3_297_000, 602_700 + 200 * n, 3_297_300) for n in range(6)]
    frame = gpd.GeoDataFrame({"编号": list("abcdef")}, geometry=boxes, crs="EPSG:4544").to_crs(4326)
    words = Bilingual(en="Parcels", zh="地块")
    layer = Layer("parcels", words, frame, Provenance("-", words, "", (), "", words))
    Workspace.create(own_workspace).add_layer(layer)
    kept = {"suit.loaded": ran, "suit.areas.units": "parcels", "suit.areas.over": 50.0}
    app = areas_page(kept | {"suit.areas.count": 1, "suit.areas.ha": 12.0})
    app.button("suit_find").click().run()
    html = said(app)
    assert "1 of 1 found" in html
    assert "Excluded land in it" in html
    app.button("suit_keep").click().run()
    assert not app.exception
    sites = Workspace.open(own_workspace).load("sites").frame
    assert "allowed land" in sites["why_en"][0]
    assert "可用土地均值" in sites["note"][0]
    assert 0 <= sites["slope_share_steep"][0] <= 1
