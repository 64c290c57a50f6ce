import base64
import re

import pandas as pd

from layout.ui.maps.layers import drawn
from layout.ui.maps.legends import as_images
from layout.viz import legend_html, ranking_style


def test_swatches_survive_as_images() -> None:
    html = legend_html(drawn("parks", {"colour": "level"})[1], "en")
    shown = as_images(html)
    assert "<svg" not in shown
    images = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', shown)
    assert len(images) == html.count("<svg ")
    for image in images:
        assert base64.b64decode(image).startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')


def test_the_words_stay() -> None:
    html = legend_html(drawn("districts", {"show": "gdp@2024"})[1], "zh")
    without = re.compile(r"<(svg .*?</svg|img [^>]*)>")
    assert without.sub("", as_images(html)) == without.sub("", html)


def test_a_pale_point_keeps_an_edge_beside_words() -> None:
    frame = pd.DataFrame({"site_id": ["a", "b"], "rank": [1.0, 20.0], "score": [0.9, 0.2]})
    html = legend_html(ranking_style(frame), "zh")
    assert 'stroke="#ffffff"' not in html
