from typing import Any

import pytest

from layout.config import build_case, case_data, load_case
from layout.resources import find_case
from layout.workflow.ranking.rank import rank_sites


def warnings(**changes: Any) -> str:  # noqa: ANN401 - any value that a case may hold
    """Return the English warnings of the battery case after changes to dotted keys (`__` for a dot)."""
    data = case_data(load_case(find_case("nev-battery")))
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = data
        for key in parents:
            place = place[key]
        place[last] = value
    return "\n".join(warning.en for warning in rank_sites(build_case(data, origin="test")).warnings)


def test_the_shipped_case_warns_of_what_it_leaves_open() -> None:
    text = warnings()
    assert "illustrative" in text
    assert "8 hard exclusions and setbacks" in text
    assert "pull in opposite directions" in text
    assert "16 of 61 sites have gaps" in text
    assert "9 sites are parts of a larger park" in text
    assert "OpenStreetMap" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"project__needs": ["power"]}, "does not need them: River port, Rail freight."),
        ({"project__needs": ["airport"]}, "no criterion of the case scores: Airport."),
        (
            {"project__cluster_id": "synthetic_materials"},
            "No park of the table is recorded with the cluster Synthetic",
        ),
        (
            {"rules__enforce": ["erl_exclusion"]},
            "could not be evaluated and therefore exclude nothing: erl_exclusion.",
        ),
        ({"rules__enforce": ["lci_far_13"]}, "do not bear on this project: lci_far_13."),
        (
            {
                "criteria__land_fit__value": {
                    "kind": "minmax",
                    "better": "higher",
                    "reason": {"en": "relative", "zh": "相对"},
                }
            },
            "min-max scale, relative to the candidates of this run: Land fit.",
        ),
        (
            {"candidates__include": ["jiangjin_ip", "hechuan_ip"]},
            "have the same value at every site and so separate none: Land fit, Cluster fit, Policy role.",
        ),
        (
            {"candidates__include": ["yufu_idz", "chengkou_ip"]},
            "Liangjiang Yufu Industrial Development Zone, is unknown on 30 % of the weight: settle Land fit, Target",
        ),
    ],
)
def test_what_the_reader_must_know_is_told(changes: dict[str, Any], words: str) -> None:
    assert words not in warnings()
    assert words in warnings(**changes)


def test_nothing_is_told_that_is_not_so() -> None:
    text = warnings(
        illustrative=False,
        criteria__target_contribution__weight=0,
        project__needs=["river_port", "power"],
        candidates__include=["jiangjin_ip", "cq_htz", "hechuan_ip", "wulong_ip"],
    )
    for absent in (
        "illustrative",
        "opposite directions",
        "have gaps",
        "parts of a larger park",
        "OpenStreetMap",
    ):
        assert absent not in text
