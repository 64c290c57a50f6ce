import pytest

from geodata.embedded import table
from layout.errors import UnknownKeyError
from layout.landuse.vintage import Vintage
from layout.workflow.facts.area import district_profile, zone_profile
from layout.workflow.facts.fact import Fact


def zone(zone_id: str) -> dict[str, Fact]:
    rows = table("layout_zones")
    facts = zone_profile(rows[rows["zone_id"] == zone_id].to_dict("records")[0])
    return {fact.fact_id: fact for fact in facts}


def test_a_district_names_its_region_its_parks_and_the_source_of_its_area() -> None:
    profile, figures = district_profile("500115", "38")
    facts = {fact.fact_id: fact for fact in profile}
    assert figures
    assert facts["region"].text("zh") == "主城新区"
    assert facts["parks"].text("zh") == "长寿经济技术开发区、重庆长寿工业园区"
    assert facts["area"].value == pytest.approx(1420, rel=0.01)
    assert facts["area"].sources[0].en


def test_the_new_liangjiang_takes_nothing_over_from_jiangbei() -> None:
    profile, figures = district_profile("500105", "37")
    facts = {fact.fact_id: fact for fact in profile}
    assert not figures
    assert facts["name"].text("zh") == "两江新区"
    assert "2025 年 11 月" in facts["vintage"].note.zh
    assert "region" not in facts
    assert "parks" not in facts


def test_an_unchanged_district_keeps_its_figures_on_the_new_map() -> None:
    profile, figures = district_profile("500102", "37")
    assert figures
    assert {fact.fact_id for fact in profile} == {"name", "vintage", "area", "region", "parks"}


@pytest.mark.parametrize(("adcode", "vintage"), [("500112", "37"), ("510100", "38"), ("", "38")])
def test_a_unit_that_the_map_lacks_is_refused(adcode: str, vintage: Vintage) -> None:
    with pytest.raises(UnknownKeyError):
        district_profile(adcode, vintage)


def test_a_zone_says_whether_its_outline_is_its_extent() -> None:
    assert "并非该板块的实际范围" in zone("liangjiang")["membership"].text("zh")
    assert zone("wankaiyun")["members"].text("zh") == "万州区、开州区、云阳县"
    assert zone("chengdu_chongqing")["members"].value is None
    assert zone("chengdu_chongqing")["membership"].text("en") == "members not listed"
    assert zone("western_yu")["kind"].text("zh") == "产业集群组团"
