from layout.viz.own_sites import OWN_COLOR, own_site_style
from layout.viz.palette import OKABE_ITO


def test_own_sites_have_a_look_of_their_own_and_count_in_the_legend() -> None:
    style = own_site_style(3)
    assert style["kind"] == "polygon"
    assert [entry["count"] for entry in style["classes"]] == [3]
    assert style["stroke"]["color"] == OWN_COLOR == OKABE_ITO["vermillion"]
    assert style["tooltip"][0]["property"] == {"zh": "name_zh", "en": "name_en"}
