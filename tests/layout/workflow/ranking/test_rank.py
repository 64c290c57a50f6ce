import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from geodata.embedded import table, table_sha256
from layout.errors import EmptyCandidatesError, MissingDataError
from layout.workflow.ranking.rank import RankingResult, rank_sites
from tests.layout.workflow.ranked_cases import SHIPPED, case


@pytest.fixture(scope="module", params=SHIPPED)
def result(request: pytest.FixtureRequest) -> RankingResult:
    return rank_sites(case(request.param))


def test_every_part_speaks_of_the_same_sites(result: RankingResult) -> None:
    order = list(result.ranking.index)
    assert set(order) == set(result.sites.index) == set(result.matrix.site_ids)
    assert list(result.contributions.index) == order == list(result.explanations)
    assert not set(result.excluded["site_id"]) & set(order)
    for method in result.methods.values():
        assert set(method.scores.index) == set(order)


def test_the_ranking_is_in_order_and_within_its_bounds(result: RankingResult) -> None:
    ranking = result.ranking
    assert ranking["score"].is_monotonic_decreasing
    assert ranking["rank"].iloc[0] == 1
    assert (ranking["score_low"] <= ranking["score"] + 1e-12).all()
    assert (ranking["score"] <= ranking["score_high"] + 1e-12).all()
    assert (ranking["rank_best"] <= ranking["rank"]).all()
    assert (ranking["rank"] <= ranking["rank_worst"]).all()
    primary = result.case.scoring.methods[0]
    assert (ranking[f"rank_{primary}"] == ranking["rank"]).all()


def test_the_scores_can_be_rebuilt_by_hand(result: RankingResult) -> None:
    filler = {"neutral": 0.5, "worst": 0.0}[result.case.scoring.missing]
    settings = result.case.active_criteria()
    total = sum(setting.weight for setting in settings.values())
    for site, score in result.ranking["score_weighted_sum"].items():
        by_hand = 0.0
        for key, setting in settings.items():
            value = float(result.matrix.value.loc[site, key])
            by_hand += setting.weight / total * (filler if np.isnan(value) else value)
        assert score == pytest.approx(by_hand)
        assert result.contributions.loc[site].sum() == pytest.approx(score)


def test_every_gap_has_a_reason_and_shows_in_the_explanation(result: RankingResult) -> None:
    for site, missing in result.ranking["missing_criteria"].items():
        for key in missing:
            assert result.matrix.missing[site, key].zh in result.explanations[site].zh
            assert result.matrix.criteria[key].title.en in result.explanations[site].en
        assert bool(missing) == ("No data for" in result.explanations[site].en)


def test_rules_without_their_layer_are_listed_and_pass_nowhere(result: RankingResult) -> None:
    listed = set(result.rules_not_evaluated["rule_id"])
    assert {"erl_exclusion", "pbf_exclusion", "nl_nature_reserve"} <= listed
    assert ("yrpl_chem_1km" in listed) == result.case.project.chemical
    evaluated = result.rule_outcomes[result.rule_outcomes["outcome"] != "not_evaluated"]
    assert set(evaluated["rule_id"]) <= {
        "cq_output_density_2027",
        "cq_entry_2014_central_urban",
        "cq_entry_2014_main_new_urban",
        "cq_entry_2014_three_gorges_northeast",
    }
    assert result.rules_not_evaluated["needs_zh"].str.len().gt(0).all()


def test_the_inputs_are_named_with_their_checksums(result: RankingResult) -> None:
    assert result.inputs["parks"] == table_sha256("parks")
    assert {"layout_zones", "infrastructure_osm", "rules"} <= set(result.inputs)


def test_parks_without_a_position_are_ranked_not_dropped() -> None:
    ranked = rank_sites(case())
    nowhere = ranked.sites.index[ranked.sites["lon"].isna()]
    assert set(nowhere) == {"yudong_edz", "fuling_cbz", "yongchuan_cbz"}
    for site in nowhere:
        assert "access_river_port" in ranked.ranking.loc[site, "missing_criteria"]
        assert not pd.isna(ranked.ranking.loc[site, "rank"])


def test_the_same_case_gives_the_same_numbers() -> None:
    first, second = rank_sites(case()), rank_sites(case())
    pd.testing.assert_frame_equal(first.ranking, second.ranking)
    assert first.explanations == second.explanations


def test_dropping_a_candidate_changes_no_score() -> None:
    whole = rank_sites(case()).ranking
    part = rank_sites(case(candidates__exclude=[whole.index[0], whole.index[7]])).ranking
    assert len(part) == len(whole) - 2
    for column in ("score_weighted_sum", "score_topsis", "score_low", "score_high"):
        assert (part[column] == whole.loc[part.index, column]).all()
    assert list(part.index) == [site for site in whole.index if site in part.index]


def test_the_first_method_ranks() -> None:
    ranking = rank_sites(case(scoring__methods=["topsis", "weighted_sum"])).ranking
    assert (ranking["rank"] == ranking["rank_topsis"]).all()
    assert ranking["score_topsis"].is_monotonic_decreasing


def test_equal_sites_come_in_the_order_of_their_ids() -> None:
    only = {"wanzhou_etdz": None, "cq_etdz": None, "bishan_htz": None}
    zero = {
        f"criteria__{key}__weight": 0 for key in case().active_criteria() if key != "cluster_neighbourhood"
    }
    ranking = rank_sites(
        case(candidates__include=list(only), project__cluster_id="life_sciences", **zero)
    ).ranking
    assert ranking["rank"].tolist() == [1, 1, 1]
    assert list(ranking.index) == sorted(only)


def test_enforced_thresholds_remove_sites_and_say_why() -> None:
    ranked = rank_sites(case(rules__enforce=["cq_entry_2014_central_urban"]))
    removed = ranked.excluded
    assert len(removed) == 18
    central = table("parks").set_index("park_id")["zone_ids"]
    assert all("central_urban" in central[site] for site in removed["site_id"])
    assert removed["reason_zh"].str.contains("低于 150").all()
    assert not set(removed["site_id"]) & set(ranked.ranking.index)
    assert removed["name_zh"].str.len().gt(0).all()


def test_a_case_whose_rules_remove_every_site_is_refused() -> None:
    with pytest.raises(EmptyCandidatesError, match="all 1 candidates are excluded"):
        rank_sites(case(rules__enforce=["cq_entry_2014_central_urban"], candidates__include=["cq_etdz"]))


def test_an_empty_choice_is_refused() -> None:
    with pytest.raises(EmptyCandidatesError, match="none of the 64 parks"):
        rank_sites(case(candidates__include=["cq_etdz"], candidates__exclude=["cq_etdz"]))


def test_refusing_gaps_refuses_the_run() -> None:
    with pytest.raises(MissingDataError, match="values are unknown"):
        rank_sites(case(scoring__missing="refuse"))
    whole = rank_sites(case(scoring__missing="refuse", candidates__include=["cq_htz", "jiangjin_ip"]))
    assert len(whole.ranking) == 2


def test_a_site_of_which_nothing_is_known_is_last_and_explained() -> None:
    zero = {
        f"criteria__{key}__weight": 0
        for key in case().active_criteria()
        if key not in {"access_river_port", "access_power"}
    }
    ranked = rank_sites(
        case(scoring__missing="renormalise", candidates__include=["fuling_cbz", "cq_htz"], **zero)
    )
    assert list(ranked.ranking.index) == ["cq_htz", "fuling_cbz"]
    assert pd.isna(ranked.ranking.loc["fuling_cbz", "rank"])
    assert "has no rank" in ranked.explanations["fuling_cbz"].en


def test_ranking_loads_no_gis_and_no_screen() -> None:
    code = (
        "import sys; import layout.workflow.ranking.rank; "
        "print([m for m in ('geopandas', 'rasterio', 'pyogrio', 'streamlit', 'folium') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_without_words_the_ranking_is_the_same() -> None:
    spoken, silent = rank_sites(case()), rank_sites(case(), explained=False)
    assert silent.explanations == {}
    assert spoken.explanations
    pd.testing.assert_frame_equal(silent.ranking, spoken.ranking)
    pd.testing.assert_frame_equal(silent.contributions, spoken.contributions)
