import json
from html import unescape

import geopandas as gpd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from geodata.quality.options import ReadOptions
from layout.ui.data.place_view import ENCODINGS, USUAL, map_bounds
from layout.ui.data.upload_state import Upload
from layout.ui.maps.view import CHONGQING_BOUNDS
from layout.workflow.desk.layers import drawable
from tests.drawn import html_of, opened

SCRIPT = """
from layout.ui.data.place_view import ask_place, show_layer
from layout.ui.data.upload_state import answers, current_upload
upload = current_upload()
looked = upload.look(answers())
ask_place(upload, looked, language="en")
show_layer(upload, looked, language="en")
"""
METRES = b"name,X,Y\na,3272765.5,36359965.6\nb,3244124.3,36345518.7\n"
DEGREES = b"name,lon,lat\na,106.55,29.56\n"


def run(raw: bytes, name: str = "a.csv", **kept: object) -> AppTest:
    return opened(AppTest.from_string(SCRIPT, default_timeout=60), {"upload": Upload(name, raw), **kept})


def labels(app: AppTest) -> list[str]:
    return [box.label for box in app.selectbox]


def test_the_evidence_names_the_system_and_counts() -> None:
    app = run(METRES)
    assert "EPSG:4524" in html_of(app)
    assert "2 / 2" in html_of(app)
    assert "100&#37;" in html_of(app)
    assert labels(app) == ["Coordinate system"]


def test_another_code_is_typed_with_its_axes() -> None:
    app = run(METRES, **{"up.crs": "other"})
    assert "First coordinate" in labels(app)
    app.text_input[0].set_value("EPSG:4524").run()
    next(box for box in app.selectbox if box.label == "First coordinate").select("yx").run()
    assert "First 2 of 2 rows" in html_of(app)


def test_degrees_raise_the_question_of_the_datum_and_metres_do_not() -> None:
    assert "Datum of the degrees" in labels(run(DEGREES))
    assert "Datum of the degrees" not in labels(run(METRES, **{"up.crs": "EPSG:4524 yx"}))
    assert "Datum of the degrees" in labels(run(METRES, **{"up.datum": "gcj02"}))


def test_a_sheet_or_layer_is_chosen_and_the_choice_stays() -> None:
    layers = Upload("a.gpkg", b"")
    layers.layers = ("北区", "南区")
    layers.encoding = True
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.query_params["lang"] = "en"
    app.session_state["cq_store"] = {"upload": layers}
    app.run()
    box = next(box for box in app.selectbox if box.label.startswith("Layer"))
    assert list(box.options) == ["choose one …", "北区", "南区"]
    assert len(next(box for box in app.selectbox if box.label == "Encoding of the text").options) == 1 + len(
        ENCODINGS
    )


def test_a_layer_that_cannot_be_placed_says_why() -> None:
    app = run(METRES, **{"up.crs": "other", "up.typed": "EPSG:2363", "up.axes": "yx"})
    assert 'role="alert"' in html_of(app)
    assert "parameters" in html_of(app)


@pytest.mark.parametrize("code", USUAL)
def test_usual_systems_are_systems(code: str) -> None:
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(106.5, 29.5)], crs="EPSG:4326")
    assert frame.to_crs(code).crs is not None
    assert ReadOptions(crs=code).crs == code


def test_the_map_shows_the_layer_and_the_municipality_where_it_lies_elsewhere() -> None:
    here = drawable(gpd.GeoDataFrame(geometry=[shapely.box(106.5, 29.5, 106.6, 29.6)], crs="EPSG:4326"))
    (south, west), (north, east) = map_bounds(here)
    assert (south, west, north, east) == pytest.approx((29.38, 106.38, 29.72, 106.72))
    away = drawable(gpd.GeoDataFrame(geometry=[shapely.Point(116.4, 39.9)], crs="EPSG:4326"))
    low, high = map_bounds(away)
    assert low[0] < CHONGQING_BOUNDS[0][0]
    assert high[0] > 39.9


def test_a_local_meridian_that_is_offered_can_be_chosen() -> None:
    frame = gpd.GeoDataFrame(
        {"n": ["a", "b"]}, geometry=[shapely.Point(106.2, 29.5), shapely.Point(106.3, 29.6)], crs="EPSG:4326"
    ).to_crs("EPSG:4544")
    rows = "".join(f"p{n},{point.x:.2f},{point.y:.2f}\n" for n, point in enumerate(frame.geometry))
    app = run(f"name,X,Y\n{rows}".encode())
    box = next(box for box in app.selectbox if box.label == "Coordinate system")
    local = next(option for option in box.options if option.startswith("local Gauss"))
    box.select_index(box.options.index(local)).run()
    assert not app.exception
    assert "First 2 of 2 rows" in html_of(app)


def test_the_first_rows_hold_no_outline_and_nothing_hidden() -> None:
    corners = [[106.2, 29.5], [106.3, 29.5], [106.3, 29.6], [106.2, 29.5]]
    feature = {
        "type": "Feature",
        "properties": {"geometry": "a\u202eb", "long": "x" * 5000},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }
    shown = html_of(run(json.dumps(feature).encode(), "a.geojson"))
    assert "POLYGON" not in shown
    assert "a\\u202eb" in unescape(shown)
    assert "x" * 200 not in shown
