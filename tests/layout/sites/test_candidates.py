import pandas as pd
import pytest

from geodata.embedded import table
from layout.entities.candidates import Candidates
from layout.errors import EmptyCandidatesError
from layout.sites.candidates import SITE_COLUMNS, select_candidates, site_frame

WORDS = {"en": "text", "zh": "文字"}


@pytest.fixture(scope="module")
def sites() -> pd.DataFrame:
    return site_frame(table("parks"), table("districts"))


def select(sites: pd.DataFrame, **choice: object) -> list[str]:
    candidates = Candidates.model_validate({"layer": "parks", "reason": WORDS, **choice})
    return list(select_candidates(sites, candidates).index)


def test_every_park_is_a_site_with_its_district(sites: pd.DataFrame) -> None:
    assert tuple(sites.columns) == SITE_COLUMNS
    assert list(sites.index) == list(table("parks")["park_id"])
    assert sites.loc["jiangjin_ip", "district_zh"] == "江津区"
    assert sites.loc["cq_htz", "district_en"] == ""


def test_an_open_choice_drops_no_park_not_even_one_without_position(sites: pd.DataFrame) -> None:
    assert select(sites) == list(sites.index)
    assert "yudong_edz" in select(sites)


def test_filters_meet(sites: pd.DataFrame) -> None:
    chosen = select(sites, levels=["national"], types=["high_tech_zone"])
    assert set(chosen) == {"cq_htz", "bishan_htz", "yongchuan_htz", "rongchang_htz"}
    assert select(sites, include=["yufu_idz", "cq_htz"], exclude=["cq_htz"]) == ["yufu_idz"]


def test_industry_words_look_into_the_printed_industries(sites: pd.DataFrame) -> None:
    chosen = select(sites, industry_words_zh=["化工"])
    printed = table("parks").set_index("park_id")["leading_industries_zh"]
    assert chosen == [park for park, names in printed.items() if "化工" in ";".join(names)]
    assert {"wanzhou_etdz", "changshou_etdz", "baitao_ip"} <= set(chosen)


def test_an_empty_choice_is_refused_in_one_line(sites: pd.DataFrame) -> None:
    with pytest.raises(EmptyCandidatesError) as caught:
        select(sites, levels=["interprovincial"], types=["bonded_zone"])
    assert "none of the 64 parks" in str(caught.value)
    assert "\n" not in str(caught.value)
