import pytest

from geodata.embedded import table
from layout.errors import UnlikePairError
from layout.ui.kept.runs import Run
from layout.ui.maps.layers import PARK_COLOURS, drawn
from layout.ui.maps.questions import UnknownPayloadError


@pytest.mark.parametrize("colour", PARK_COLOURS)
def test_parks_in_each_colouring(colour: str) -> None:
    frame, style = drawn("parks", {"colour": colour, "pair": "best"})
    assert len(frame) == 64
    counted = sum(entry["count"] for entry in style["classes"]) + style["no_data"]["count"]
    assert counted == 64


def test_a_cluster_leaves_the_parks_that_carry_it() -> None:
    frame, _ = drawn("parks", {"cluster": "icnev"})
    parks = table("parks")
    expected = set(parks.loc[["icnev" in carried for carried in parks["cluster_ids"]], "park_id"])
    assert set(frame["park_id"]) == expected
    assert 0 < len(expected) < 64


def test_district_intensity_is_no_data_and_not_zero() -> None:
    frame, style = drawn("districts", {"show": "intensity@gross_output-per-approved_area"})
    assert frame["value"].isna().all()
    assert style["no_data"]["count"] == 38


def test_best_figures_of_districts_have_a_name() -> None:
    _, style = drawn("districts", {"show": "intensity@best"})
    assert "different definitions" in style["title"]["en"]


def test_zones_of_one_kind_and_of_all() -> None:
    flagship, _ = drawn("zones", {"kind": "flagship"})
    everything, _ = drawn("zones", {})
    assert set(flagship["kind"]) == {"flagship"}
    assert len(everything) == 12


def test_infrastructure_of_the_kinds_asked_for() -> None:
    frame, _ = drawn("infrastructure", {"kinds": "airport,river_port"})
    assert set(frame["kind"]) == {"airport", "river_port"}


def test_background_layers() -> None:
    assert len(drawn("prefectures", {})[0]) > 10
    frame, style = drawn("outlines", {})
    assert (len(frame), style["id"]) == (38, "outlines")


def test_a_run_is_labelled_with_rank_and_name(run: Run) -> None:
    frame, style = drawn("ranked", {"run": run.token})
    best = run.result.ranking.index[0]
    label = frame.set_index("site_id").loc[best, style["label"]["property"]["en"]]
    assert label == f"1 {run.result.sites.loc[best, 'name_en']}"


@pytest.mark.parametrize(
    ("layer", "question"),
    [
        ("secrets", {}),
        ("parks", {"colour": "mood"}),
        ("parks", {"file": "x"}),
        ("districts", {"show": "gdp@1900"}),
        ("districts", {"show": ""}),
        ("districts", {"show": "gdp@2024", "vintage": "39"}),
        ("zones", {"kind": "x"}),
        ("infrastructure", {"kinds": "airport,spaceport"}),
    ],
)
def test_what_is_not_offered_is_refused(layer: str, question: dict[str, str]) -> None:
    with pytest.raises(UnknownPayloadError, match="expected one of"):
        drawn(layer, question)


def test_an_unknown_definition_is_refused() -> None:
    with pytest.raises(UnlikePairError):
        drawn("parks", {"colour": "intensity", "pair": "apples-per-pear"})


def test_the_same_question_is_drawn_once() -> None:
    assert drawn("parks", {"colour": "level"})[0] is drawn("parks", {"colour": "level"})[0]
