from geodata.embedded import source_citation, table
from layout.workflow.facts.fact import Fact
from layout.workflow.facts.park import park_profile


def profile(park_id: str) -> dict[str, Fact]:
    rows = table("parks")
    facts = park_profile(rows[rows["park_id"] == park_id].to_dict("records")[0])
    return {fact.fact_id: fact for fact in facts}


def test_a_catalogue_zone_cites_the_catalogue_and_its_year_for_area_and_industries() -> None:
    facts = profile("fuling_ip")
    area = facts["approved_area"]
    assert area.text("zh") == "1,471.29 公顷"
    assert area.year == 2018
    assert area.sources == (source_citation("ds_devzones_2018"),)
    assert "22,069.35 亩" in area.note.zh  # 1471.29 ha x 15
    assert facts["industries"].text("zh") == "装备制造、医药、材料"
    assert facts["industries"].year == 2018


def test_clusters_are_named_and_the_mapping_is_explained() -> None:
    facts = profile("fuling_ip")
    assert (
        facts["clusters"].text("en")
        == "Intelligent equipment and intelligent manufacturing, Biomedicine, Advanced materials"
    )
    assert facts["clusters"].note.zh


def test_position_comes_with_its_precision_and_basis() -> None:
    facts = profile("wanzhou_etdz")
    assert facts["position"].text("en") == "108.381°E, 30.740°N"
    assert facts["precision"].text("zh") == "8,000 米"
    assert "邻近电厂" in facts["position"].note.zh


def test_what_is_unknown_is_no_data_without_source_or_year() -> None:
    facts = profile("gaozhu_na")
    for fact_id in ("district", "zones", "position", "precision", "approved_area"):
        assert facts[fact_id].value is None
        assert facts[fact_id].sources == ()
        assert facts[fact_id].year is None
        assert facts[fact_id].text("zh") == "无数据"
    assert "点位" in facts["position"].note.zh


def test_relations_between_parks_are_named_both_ways() -> None:
    assert profile("wanzhou_cbz")["parent"].text("zh") == "万州经济技术开发区"
    assert "万州综合保税区" in profile("wanzhou_etdz")["children"].text("zh")
    assert "parent" not in profile("wanzhou_etdz")


def test_every_known_fact_of_every_park_has_a_source_and_a_confidence() -> None:
    for park in table("parks").to_dict("records"):
        for fact in park_profile(park):
            assert (fact.value is None) == (fact.sources == ())
            assert (fact.value is None) == (fact.confidence == "")
            assert fact.label.zh
            assert fact.label.en
