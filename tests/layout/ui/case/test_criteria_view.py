from geodata.embedded import source_citation, table
from layout.config import Case
from layout.entities.vocabulary import CLUSTER_MATCHES
from layout.ui.case.criteria_view import level_words, setting_source


def test_every_category_has_words_in_either_language() -> None:
    english, chinese = level_words("en"), level_words("zh")
    assert set(english) == set(chinese) >= {*CLUSTER_MATCHES, *table("layout_zones")["zone_id"]}
    assert english["carries"] == "carries the cluster"
    assert "Western Yu area" in english.values()


def test_the_sources_of_a_criterion_are_cited(case: Case) -> None:
    for setting in case.criteria.present().values():
        cited = [source_citation(key).zh for key in setting.source_ids]
        assert setting_source(setting, "zh") == "；".join([setting.source.zh, *cited])
