from layout.ui.sites.own_site_form import forget_form, measured_html
from layout.ui.state import recall, remember
from layout.workflow.sites.drawn_sites import check_drawn
from tests.layout.ui.own_layer import drawn


def test_what_was_measured_stands_in_a_table() -> None:
    html = measured_html(drawn(), "en")
    assert "107.5 ha, measured" in html
    assert "Jiulongpo District" in html
    assert "Chongqing High-tech Industrial Development Zone, " in html
    point = check_drawn({"type": "Point", "coordinates": [106.5, 29.5]})
    assert "no data" in measured_html(point, "en")


def test_a_new_drawing_begins_with_an_empty_form() -> None:
    remember("own.7.name", "甲")
    forget_form(7)
    assert recall("own.7.name") is None
