from pathlib import Path

import numpy as np
import pytest

from geodata.embedded import table
from layout.config.allocation import ParksFromFacts
from layout.config.toml import load_case
from layout.errors import CaseError
from layout.workflow.allocation.facts import facts_of, parks_csv, scored_pairs, values_csv
from layout.workflow.allocation.read import read_parks, read_projects
from layout.workflow.allocation.tables import parse_table_bytes
from layout.workflow.ranking.rank import rank_sites

SCORING = Path(__file__).parents[4] / "cases" / "layout-plan" / "scoring.toml"
REASON = {"en": "assumed", "zh": "假设"}


def setting(**parts: object) -> ParksFromFacts:
    return ParksFromFacts.model_validate({"available_share": 0.1, "reason": REASON, **parts})


def test_parks_with_an_approved_area_get_their_assumed_share() -> None:
    parks = read_parks(
        parse_table_bytes(parks_csv(setting(low_efficiency_share=0.05)), "parks.csv", required=())
    )
    facts = table("parks").set_index("park_id")["approved_area_ha"]
    assert len(parks) == int(facts.notna().sum())
    for park in parks:
        assert park.available_ha[0] == pytest.approx(0.1 * facts[park.park_id], abs=0.01)
        assert park.low_efficiency_ha == pytest.approx(0.05 * facts[park.park_id], abs=0.01)


def test_land_by_year_and_choice_of_parks() -> None:
    content = parks_csv(
        setting(
            available_share={"2025": 0.02, "2027": 0.04}, include=["bishan_htz", "cq_htz"], exclude=["cq_htz"]
        )
    )
    (park,) = read_parks(parse_table_bytes(content, "parks.csv", required=()))
    assert park.park_id == "bishan_htz"
    assert park.available_ha == pytest.approx((2.8, 5.6))
    with pytest.raises(CaseError, match="'nowhere'"):
        parks_csv(setting(include=["nowhere"]))
    with pytest.raises(CaseError, match="no park with an approved area"):
        parks_csv(setting(include=["yufu_idz"]))


def test_pairs_have_the_scores_of_the_scoring_engine() -> None:
    text = (
        "project_id,land_ha,output_cny,cluster_id,needs,chemical\nA,20,1500000000,icnev,rail_freight,false\n"
    )
    rows = parse_table_bytes(text.encode(), "projects.csv", required=())
    projects = read_projects(rows, intensity_yi_per_km2=None, place_all=False)
    parks = read_parks(
        parse_table_bytes(
            parks_csv(setting(include=["bishan_htz", "liangjiang_na", "qijiang_ip"])),
            "parks.csv",
            required=(),
        )
    )
    case = load_case(SCORING)
    pairs = scored_pairs(case, projects, rows=rows.rows, parks=parks)
    brief = case.project.model_copy(
        update={
            "cluster_id": "icnev",
            "annual_output_cny": 1.5e9,
            "land_ha": 20.0,
            "land": None,
            "needs": ("rail_freight",),
        }
    )
    ranking = rank_sites(case.model_copy(update={"project": brief})).ranking
    for column, park in enumerate(parks):
        assert pairs.value[0, column] == pytest.approx(ranking.loc[park.park_id, "score"])
        assert pairs.low[0, column] <= pairs.value[0, column] <= pairs.high[0, column]
    again = parse_table_bytes(
        values_csv(pairs, projects, parks=parks), "values.csv", required=("project_id", "park_id", "value")
    )
    assert [row.number("value") for row in again.rows] == pytest.approx(pairs.value[0].tolist(), abs=1e-6)
    assert np.isfinite(pairs.value).all()


def test_unknown_park_has_no_facts() -> None:
    assert facts_of("nowhere") == {}
    assert facts_of("bishan_htz")["adcode"] == "500120"
