from collections.abc import Callable

import pandas as pd
import pytest

from geodata.text import Bilingual
from layout.criteria.cluster_match import measure_cluster_fit
from layout.entities.project import Project

Frame = Callable[..., pd.DataFrame]
Names = dict[str, Bilingual]
WORDS = {"en": "text", "zh": "文字"}
PROJECT = Project.model_validate(
    {
        "name": WORDS,
        "cluster_id": "icnev",
        "related_cluster_ids": ["storage"],
        "industry_words_zh": ["电池"],
        "annual_output_cny": 1,
        "land_ha": 1,
        "chemical": False,
        "basis": WORDS,
    }
)


@pytest.mark.parametrize(
    ("clusters", "industries", "level"),
    [
        (("food", "icnev"), ("食品", "汽车"), "carries"),
        (("icnev",), ("动力电池",), "carries"),
        (("storage",), ("动力电池",), "named"),
        ((), ("动力电池",), "named"),
        (("food", "storage"), ("储能",), "related"),
        (("food",), ("食品",), "other"),
        ((), ("化工",), None),
        ((), (), None),
    ],
)
def test_the_best_match_counts(
    frame: Frame,
    cluster_names: Names,
    clusters: tuple[str, ...],
    industries: tuple[str, ...],
    level: str | None,
) -> None:
    sites = frame(
        {"cluster_ids": clusters, "leading_industries_zh": industries, "leading_industries_en": industries}
    )
    result = measure_cluster_fit(sites, PROJECT, cluster_names=cluster_names)
    assert result.levels is not None
    assert (result.levels["a"], result.raw["a"]) == (level, level)


def test_industries_that_map_to_no_cluster_are_unknown_and_named(frame: Frame, cluster_names: Names) -> None:
    sites = frame(
        {
            "park_id": "a",
            "leading_industries_zh": ("化工", "建材"),
            "leading_industries_en": ("chemicals", "cement"),
        },
        {"park_id": "b"},
    )
    missing = measure_cluster_fit(sites, PROJECT, cluster_names=cluster_names).missing
    assert "(chemicals, cement) map to none" in missing["a"].en
    assert "化工、建材" in missing["a"].zh
    assert "no leading industries" in missing["b"].en


def test_the_phrase_names_the_clusters(frame: Frame, cluster_names: Names) -> None:
    sites = frame({"cluster_ids": ("food",), "leading_industries_zh": ("食品",)})
    phrase = measure_cluster_fit(sites, PROJECT, cluster_names=cluster_names).phrases["a"]
    assert phrase == Bilingual(
        en="recorded with other clusters only (FOOD)", zh="仅记录有其他集群（集群food）"
    )
