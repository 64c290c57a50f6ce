from html import unescape

import numpy as np

from geodata.quality.findings import Verdict
from geodata.read import ReadResult
from geodata.read.report import Report
from geodata.text import Bilingual
from layout.ui.data.raster_view import draw, facts_html, raster_told
from layout.workflow.intake.looking import Looked

TITLE = Bilingual(en="<b>DEM", zh="高程")
TOLD = {
    "cols": 1100,
    "rows": 900,
    "cell": [30.0, 30.0],
    "dtype": "int16",
    "nodata": "-32768.0",
    "unit": "<i>m",
}
BOUNDS = (106.0, 29.0, 107.0, 29.4)


def test_what_is_known_is_shown_and_data_is_no_markup() -> None:
    html = facts_html(TOLD, "en")
    assert "1,100 × 900" in html
    assert "-32768" in html
    assert "<i>m" not in html
    assert "With data" not in html
    told = TOLD | {"known": 495_000, "minimum": 3.0, "maximum": 700.5, "nodata": None}
    whole = unescape(facts_html(told, "zh"))
    assert "50.0%" in whole
    assert "3 – 700.5" in whole
    assert "未填写" in whole


def test_few_whole_numbers_are_drawn_as_classes() -> None:
    classes = draw(np.array([[10, 80]], np.float32), ("EPSG:4326", BOUNDS), title=TITLE, unit=("", TITLE))
    assert [one["label"]["en"] for one in classes.style["classes"]] == ["10 tree cover", "80 water"]
    steps = draw(
        np.random.default_rng(1).random((9, 9)).astype(np.float32),
        ("EPSG:4326", BOUNDS),
        title=TITLE,
        unit=("m", TITLE),
    )
    assert len(steps.style["classes"]) == 8


def test_a_file_that_tells_nothing_has_no_facts() -> None:
    assert raster_told(Looked(ReadResult(Report("a", Verdict.REJECT, None, ()), None), None)) == {}
    report = Report("a", Verdict.ACCEPT, {"raster": TOLD}, ())
    assert raster_told(Looked(ReadResult(report, None), None)) == TOLD
