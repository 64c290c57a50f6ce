import json

import pytest

from layout.resources import bundle_folder
from layout.workflow.plain.certificate import certificate_data, certify_table

PLAIN = bundle_folder() / "cases" / "plain"


@pytest.fixture(scope="module")
def data() -> dict[str, object]:
    found = certify_table(PLAIN / "sites.csv", PLAIN / "sites.toml", seed=2)
    return dict(json.loads(json.dumps(certificate_data(found), allow_nan=False)))


def test_certificate_as_data_holds_both_languages_and_the_numbers(data: dict[str, object]) -> None:
    assert data["recommended"] == ["Site D"]
    for part in ("standing", "doubt"):
        sentences = data[part]
        assert isinstance(sentences, list)
        assert sentences
        assert all(set(sentence) == {"en", "zh"} for sentence in sentences)
    assert isinstance(data["weight_stability"], dict)
    assert len(data["weight_stability"]) == 6


def test_rivals_say_why_they_stand_behind(data: dict[str, object]) -> None:
    rivals = data["rivals"]
    assert isinstance(rivals, list)
    assert len(rivals) == 3
    assert all("Site D is ranked 1" in rival["why_behind"]["en"] for rival in rivals)
    assert all(rival["weights"]["exact"] is False for rival in rivals)
    assert any("smallest change found" in rival["weights"]["en"] for rival in rivals)


def test_same_seed_same_certificate(data: dict[str, object]) -> None:
    again = certificate_data(certify_table(PLAIN / "sites.csv", PLAIN / "sites.toml", seed=2))
    assert again["first_rank_share"] == data["first_rank_share"]
