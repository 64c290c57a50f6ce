from collections.abc import Callable
from typing import Any

import pytest

from layout.config.references import node_ids
from layout.config.toml import build_case
from layout.errors import CaseError, UnknownClusterError

Change = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("path", "value", "kind", "hint"),
    [
        ("project.cluster_id", "icnv", UnknownClusterError, "did you mean 'icnev'?"),
        ("project.related_cluster_ids", ["zzz"], UnknownClusterError, "expected one of "),
        ("candidates.include", ["jiangjin_i"], CaseError, "did you mean 'jiangjin_ip'?"),
        ("candidates.exclude", ["???"], CaseError, "and 56 more"),
        ("rules.enforce", ["erl_exclusio"], CaseError, "did you mean 'erl_exclusion'?"),
        ("target.source_ids", ["seed_999"], CaseError, "target.source_ids"),
        ("criteria.land_fit.source_ids", ["nowhere"], CaseError, "criteria.land_fit.source_ids"),
        ("criteria.access_river_port.nodes", ["ap_ckg"], CaseError, "criteria.access_river_port.nodes"),
    ],
)
def test_what_the_tables_do_not_have_is_refused(
    changed: Change, path: str, value: object, kind: type[CaseError], hint: str
) -> None:
    with pytest.raises(CaseError) as caught:
        build_case(changed({path: value}), origin="mine.toml")
    assert type(caught.value) is kind
    line = str(caught.value)
    assert hint in line
    assert path in line
    assert "\n" not in line


def test_a_zone_that_does_not_exist_is_refused(changed: Change) -> None:
    levels = {"flagship": 1, "cluster_group": 0.5, "functional_region": 0, "western_yuu": 1}
    with pytest.raises(CaseError, match="did you mean 'western_yu'"):
        build_case(changed({"criteria.policy_role.value.levels": levels}), origin="mine.toml")


def test_nodes_include_those_of_openstreetmap() -> None:
    assert node_ids("rail_freight_hub") == {
        "rf_tuanjiecun",
        "rf_xinglongchang",
        "rf_xiaonanya",
        "rf_yuzui",
    }
