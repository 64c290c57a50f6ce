import re

import pytest

from geodata.text import Bilingual
from layout.viz.legend import legend_html
from layout.viz.suitability import areas_style, class_colours, picture_colours, suitability_style

NOTE = Bilingual(en="Cells of 30 m.", zh="像元边长 30 米。")


@pytest.mark.parametrize("count", range(9))
def test_there_is_a_colour_for_every_class(count: int) -> None:
    breaks = [(n + 1) / (count + 1) for n in range(count)]
    colours = class_colours(breaks)
    assert len(colours) == len(set(colours)) == count + 1
    pictured = picture_colours(breaks)
    assert len(pictured) == count + 4
    assert pictured[0][1] == 0
    assert len({colour for colour, _ in pictured[1:]}) == count + 3


def test_the_legend_tells_classes_areas_and_what_is_unknown() -> None:
    style = suitability_style([0.5], [0.0, 12.5, 3.0, 7.0, 1.25], note=NOTE)
    html = legend_html(style, "en")
    assert "0 to 0.5: 7 km²" in html
    assert "0.5 to 1: 1.25 km²" in html
    assert "excluded by a rule: 12.5 km²" in html
    assert "not known (no data): 3 km²" in html
    assert "Cells of 30 m." in html
    assert not re.search(r"\(-?1\)", html)
    assert "not known" not in legend_html(suitability_style([0.5], [0, 1, 0, 1, 1], note=NOTE), "en")


def test_areas_tell_their_figures() -> None:
    style = areas_style(3)
    assert [line["property"] for line in style["tooltip"]] == ["area_id", "area_ha", "mean_score"]
    assert style["classes"][0]["count"] == 3
