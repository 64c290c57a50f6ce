import json

import pytest

from geodata.errors import DataFormatError
from layout.runs import compare_runs
from layout.runs.model import Run, new_run
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.runs.kept_ranking import ranking_run
from layout.workflow.runs.run_changes import change_reasons, changes_geojson
from tests.layout.workflow.ranked_cases import case

SMALL = "chemical-new-materials"


def ranked(**changes: object) -> Run:
    return ranking_run(rank_sites(case(SMALL, **changes)))


@pytest.fixture(scope="module")
def before() -> Run:
    return ranked()


@pytest.fixture(scope="module")
def heavier() -> Run:
    return ranked(criteria__land_fit__weight=80.0)


def test_why_a_rank_changed_adds_up_and_names_weight_and_value(before: Run, heavier: Run) -> None:
    found = compare_runs([before, heavier])
    reasons = change_reasons([before, heavier], found.moved)
    assert set(reasons) == set(found.moved)
    site = found.moved[0]
    text = reasons[site]
    assert before.result["names"][site]["en"] in text.en
    assert f"rank {before.result['ranks'][site]} → {heavier.result['ranks'][site]}" in text.en
    assert "Land fit" in text.en
    assert "weight 0." in text.en
    assert "用地匹配" in text.zh
    change = (
        heavier.result["contributions"][site]["land_fit"] - before.result["contributions"][site]["land_fit"]
    )
    assert f"{change:+.3f}" in text.en


def test_method_candidates_and_others_are_told(before: Run) -> None:
    other = ranked(scoring__methods=["topsis"])
    moved = compare_runs([before, other]).moved
    assert all(
        "from Weighted sum to TOPSIS" in text.en for text in change_reasons([before, other], moved).values()
    )
    sites = before.result["alternatives"]
    given = case(SMALL).candidates.exclude
    fewer = ranked(candidates__exclude=[*given, sites[0]])
    found = compare_runs([before, fewer])
    reasons = change_reasons([before, fewer], found.moved)
    assert "not ranked now (no candidate" in reasons[sites[0]].en
    assert "现未参与排序" in reasons[sites[0]].zh
    same = [
        site
        for site in found.moved
        if site != sites[0] and fewer.result["contributions"][site] == before.result["contributions"][site]
    ]
    assert same
    assert all("its own values and weights are as before" in reasons[site].en for site in same)
    back = change_reasons([fewer, before], compare_runs([fewer, before]).moved)
    assert "not ranked before" in back[sites[0]].en


def test_differences_on_the_map(before: Run, heavier: Run) -> None:
    found = compare_runs([before, heavier, before])
    data = json.loads(changes_geojson([before, heavier, before], found))
    assert data["runs"] == list(found.run_ids)
    assert len(data["features"]) == len(found.ranks)
    for feature in data["features"]:
        row = feature["properties"]
        site = row["site_id"]
        assert row["rank_1"] == row["rank_3"] == before.result["ranks"][site]
        assert row["rank_2"] == heavier.result["ranks"][site]
        assert row["rank_change"] == 0
        place = before.result["places"][site]
        if place["lon"] is None:
            assert feature["geometry"] is None
            continue
        lon, lat = feature["geometry"]["coordinates"]
        assert (lon, lat) == pytest.approx((place["lon"], place["lat"]), abs=1e-6)


def test_tables_have_no_places(before: Run) -> None:
    table = new_run("mcda", "t", inputs={}, result={"ranks": {"x": 1}}, who="-")
    assert change_reasons([table, table], ["x"]) == {}
    with pytest.raises(DataFormatError, match="no places for a map"):
        changes_geojson([before, table], compare_runs([before, table]))
