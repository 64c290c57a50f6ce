from collections.abc import Callable

import pandas as pd
import pytest

from geodata.embedded import table
from layout.criteria.policy import measure_policy_role

Frame = Callable[..., pd.DataFrame]
KINDS = {"flagship": 0.8, "cluster_group": 0.6, "functional_region": 0.2}


@pytest.mark.parametrize(
    ("zones", "extra", "zone", "level"),
    [
        (("central_urban", "liangjiang"), {}, "liangjiang", "flagship"),
        (("western_yu", "main_new_urban"), {}, "western_yu", "cluster_group"),
        (("liangjiang", "western_yu"), {"western_yu": 1.0}, "western_yu", "western_yu"),
        (("liangjiang", "western_yu"), {"liangjiang": 0.1}, "western_yu", "cluster_group"),
        (("wankaiyun", "western_yu"), {}, "wankaiyun", "cluster_group"),
    ],
)
def test_the_best_zone_counts(
    frame: Frame, zones: tuple[str, ...], extra: dict[str, float], zone: str, level: str
) -> None:
    result = measure_policy_role(
        frame({"zone_ids": zones}), table("layout_zones"), level_values={**KINDS, **extra}
    )
    assert result.levels is not None
    assert (result.raw["a"], result.levels["a"]) == (zone, level)


def test_a_park_without_a_zone_is_unknown(frame: Frame) -> None:
    result = measure_policy_role(frame({"zone_ids": ()}), table("layout_zones"), level_values=KINDS)
    assert result.raw["a"] is None
    assert "no layout zone" in result.missing["a"].en


def test_the_phrase_names_zone_and_role(frame: Frame) -> None:
    result = measure_policy_role(
        frame({"zone_ids": ("western_yu",)}), table("layout_zones"), level_values=KINDS
    )
    assert result.phrases["a"].zh.startswith("位于渝西地区（")
    assert "Western Yu area" in result.phrases["a"].en
