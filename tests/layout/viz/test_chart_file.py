import json
import re

import pytest

from layout.viz.chart_file import chart_bytes, titled
from layout.viz.charts import Spec, gap_chart
from layout.workflow.landuse.efficiency import efficiency

HOSTILE = "</script><img src=x onerror=alert(1)> {{7*7}} 备注"


@pytest.fixture(scope="module")
def spec() -> Spec:
    parks = efficiency("gross_output-per-approved_area").parks.copy()
    parks.loc["fuling_ip", "name_zh"] = HOSTILE
    return gap_chart(parks, "zh")


def test_a_drawing_holds_its_words_and_its_title(spec: Spec) -> None:
    svg = chart_bytes(spec, "svg", language="zh", title="含估算值").decode()
    assert svg.startswith("<svg")
    assert "含估算值" in svg
    assert "重庆武隆工业园区" in svg
    assert "<img" not in svg
    assert "http" not in re.sub(r"http://www\.w3\.org/[\w/]+", "", svg)


def test_a_picture_is_twice_the_size_of_the_screen(spec: Spec) -> None:
    png = chart_bytes(spec, "png", language="zh")
    assert png.startswith(b"\x89PNG")
    width = int.from_bytes(png[16:20], "big")
    assert 2 * 900 < width < 2 * 1400


def test_a_page_works_offline_and_data_stay_data(spec: Spec) -> None:
    page = chart_bytes(spec, "html", language="zh", title="a <b>").decode()
    assert "<img src=x" not in page
    assert page.count("</script>") == 2
    assert not re.search(r'(?:src|href)="https?:', page)
    assert "a &lt;b&gt;" in page
    inside = page.rpartition('vegaEmbed("#chart", ')[2].partition(', {"actions"')[0]
    assert HOSTILE in [row["name"] for row in json.loads(inside)["data"]["values"]]


def test_a_specification_is_taken_away_with_its_data(spec: Spec) -> None:
    again = json.loads(chart_bytes(spec, "json", language="zh"))
    assert again == spec


def test_without_words_nothing_stands_above(spec: Spec) -> None:
    assert titled(spec, "") is spec
    assert titled(spec, "x")["title"]["text"] == "x"
