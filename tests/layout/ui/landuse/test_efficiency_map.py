import json

from streamlit.testing.v1 import AppTest

from layout.ui.landuse.efficiency_map import geojson_of, question_of
from layout.ui.maps.layers import drawn
from layout.ui.maps.payloads import payload_bytes
from layout.workflow.landuse.efficiency import efficiency
from layout.workflow.landuse.office_store import keep_table

PAIR = "gross_output-per-approved_area"
OFFICE = "park_id,name,adcode,output_yi,industrial_land_km2,lon,lat\nown,甲 {{7*7}} <b>,500156,30,1,107.7,29.3\nlost,乙,500156,5,1,,\n"
SCRIPT = """
from layout.ui.landuse.efficiency_map import show_efficiency_map
from layout.workflow.landuse.efficiency import efficiency
from layout.workflow.landuse.office_store import office_parks

show_efficiency_map(efficiency("gross_output-per-approved_area", office=office_parks()), "en")
"""


def test_estimates_are_drawn_pale_and_named_in_legend_and_tooltip() -> None:
    question = question_of(efficiency(PAIR, estimates=True))
    for layer in ("efficiency_parks", "efficiency_districts"):
        frame, style = drawn(layer, question)
        assert style["hollow"]["count"] == int((frame["status"] == "estimate").sum()) == 1
        assert "CONTAINS ESTIMATES" in style["notes"][0]["en"]
        features = json.loads(payload_bytes(layer, {"lang": "en", **question}))["features"]
        marked = [one for one in features if one["properties"]["class"].endswith("-hollow")]
        assert len(marked) == 1
        assert any(row[1] == "ESTIMATE" for row in marked[0]["properties"]["rows"])


def test_without_estimates_nothing_is_pale() -> None:
    _, style = drawn("efficiency_parks", question_of(efficiency(PAIR)))
    assert "hollow" not in style


def test_the_office_s_figures_are_on_the_map_and_a_new_table_is_a_new_question() -> None:
    keep_table("parks", OFFICE.encode(), name="own.csv")
    first = question_of(efficiency(PAIR))
    features = json.loads(payload_bytes("efficiency_parks", {"lang": "zh", **first}))["features"]
    (park,) = features
    assert park["geometry"]["coordinates"] == [107.7, 29.3]
    assert ["数据依据", "本单位数据"] in park["properties"]["rows"] or any(
        row[1] == "本单位数据" for row in park["properties"]["rows"]
    )
    keep_table("parks", OFFICE.replace("30,1,", "60,1,").encode(), name="own.csv")
    assert question_of(efficiency(PAIR))["office"] != first["office"]


def test_what_has_no_position_is_named_and_everything_can_be_taken_away() -> None:
    keep_table("parks", OFFICE.encode(), name="own.csv")
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    html = "".join(element.proto.body for element in app.get("html"))
    assert "乙" in html
    assert "Not on the map" in html
    found = efficiency(PAIR, estimates=True)
    content = json.loads(geojson_of(drawn("efficiency_parks", question_of(efficiency(PAIR)))[0], found))
    assert all(one["properties"]["contains_estimates"] for one in content["features"])
