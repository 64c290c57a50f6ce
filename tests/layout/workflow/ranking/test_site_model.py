import pytest

from geodata.embedded import table
from layout.config.toml import load_case
from layout.resources import find_case
from layout.scoring.methods.plan import solve
from layout.workflow.ranking.rank import RankingResult, rank_sites
from layout.workflow.ranking.site_model import category_level, level_names


@pytest.fixture(scope="module")
def result() -> RankingResult:
    return rank_sites(load_case(find_case("nev-battery")))


def test_engine_of_tables_gives_the_ranking(result: RankingResult) -> None:
    model = result.model
    solution = solve(model.problem, model.plan)
    ranking = result.ranking.loc[solution.scores.index]
    assert solution.scores.to_numpy() == pytest.approx(ranking["score"].to_numpy())
    assert solution.ranks.tolist() == ranking["rank"].tolist()


def test_names_titles_methods_and_levels_are_shown(result: RankingResult) -> None:
    labels = result.model.labels
    site = str(result.ranking.index[0])
    assert labels.name(site).zh == result.sites.loc[site, "name_zh"]
    assert labels.name("land_fit").en == "Land fit"
    assert labels.name("topsis").zh.startswith("逼近理想解法")
    assert labels.name("nobody").en == "nobody"
    zones = table("layout_zones")
    assert set(zones["zone_id"]) <= set(level_names(zones))


def test_present_values_are_shown_raw_with_their_unit_and_gaps_as_no_data(result: RankingResult) -> None:
    labels, matrix = result.model.labels, result.matrix
    site = str(result.ranking.index[0])
    value = float(matrix.value.loc[site, "access_river_port"])
    raw = float(matrix.raw.loc[site, "access_river_port"])
    assert labels.value(site, "access_river_port", value=value).en.startswith(f"{raw:.4g}")
    assert "km" in labels.value(site, "access_river_port", value=value).en
    gap = str(matrix.value.index[matrix.value["land_fit"].isna()][0])
    assert labels.value(gap, "land_fit", value=0.5).zh == "无数据"
    assert labels.value(gap, "land_fit", value=0.75).en == "6.5 times the need"
    assert labels.value(site, "cluster_fit", value=0.51).en == "industry named"


def test_raw_values_give_back_their_value(result: RankingResult) -> None:
    labels = result.model.labels
    site = str(result.ranking.index[5])
    for value in (0.1, 0.4, 0.9):
        raw = labels.raw(site, "access_river_port", value=value)
        assert raw is not None
        assert (80 - raw) / 75 == pytest.approx(value)
    assert labels.raw(site, "cluster_fit", value=0.3) is None
    assert labels.reachable("cluster_fit", 0.9)
    assert labels.reachable("access_river_port", 1.0)


def test_least_level_that_suffices(result: RankingResult) -> None:
    function = result.case.active_criteria()["cluster_fit"].value
    assert [category_level(function, value) for value in (0, 0.5, 0.51, 0.9)] == [
        "other",
        "related",
        "named",
        "carries",
    ]
    assert category_level(function, 1.2) is None
    assert category_level(result.case.active_criteria()["land_fit"].value, 0.5) is None
