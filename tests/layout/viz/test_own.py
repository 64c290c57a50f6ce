from geodata.text import Bilingual
from layout.viz import legend_html
from layout.viz.own import KEY, NAME, own_style

TITLE = Bilingual(en="<b>Land</b>", zh="地块{{7*7}}")


def test_every_column_has_its_line_and_the_name_comes_first() -> None:
    style = own_style(TITLE, 3, columns={"c0": "名称", "c1": "面积"}, points=False)
    assert [line["property"] for line in style["tooltip"]] == [NAME, "c0", "c1"]
    assert style["tooltip"][2]["label"] == {"zh": "面积", "en": "面积"}
    assert (style["kind"], style["key"], style["classes"][0]["count"]) == ("polygon", KEY, 3)


def test_points_are_opaque_and_areas_let_the_borders_through() -> None:
    areas = own_style(TITLE, 1, columns={}, points=False)
    points = own_style(TITLE, 1, columns={}, points=True)
    assert points["kind"] == "point"
    assert points["fill_opacity"] > 2 * areas["fill_opacity"]


def test_the_title_is_text_in_the_legend() -> None:
    html = legend_html(own_style(TITLE, 1, columns={}, points=True), "en")
    assert "<b>" not in html
    assert "&lt;b&gt;Land" in html
    assert "{{" not in legend_html(own_style(TITLE, 1, columns={}, points=True), "zh")
