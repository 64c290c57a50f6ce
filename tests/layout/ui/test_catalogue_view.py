from geodata.catalog import entries
from layout.ui.catalogue_view import catalogue_table, conflicts_html, gaps_html, layer_titles


def test_every_dataset_is_listed_with_its_terms() -> None:
    html = catalogue_table("en")
    for one in entries():
        assert one.checksum_sha256[:12] in html
    assert html.count("<tr>") == len(entries()) + 1
    assert "ODbL" in html


def test_every_dataset_can_be_chosen_in_both_languages() -> None:
    assert list(layer_titles("zh")) == list(layer_titles("en")) == [one.layer_id for one in entries()]


def test_conflicts_and_gaps_have_rows() -> None:
    assert conflicts_html("zh").count("<tr>") > 1
    assert gaps_html("en").count("<li>") > 8
