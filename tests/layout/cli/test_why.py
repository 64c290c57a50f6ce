import json
from pathlib import Path

import pytest

from layout.cli.main import run


def test_json_answers_what_the_issue_asks(study_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "106.0636", "29.8130", "--case", str(study_folder / "study.toml"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["excluded"] is True
    rules = {rule["id"]: rule for rule in answer["rules"]}
    bank = rules["yrpl_chem_1km"]
    assert bank["excludes"]
    assert bank["document"] == "中华人民共和国长江保护法"
    assert "88" in bank["article"]
    assert bank["distance_to_compliance_m"] > 0
    assert (bank["register"]["register"], bank["register"]["line"]) == ("shipped", None)
    assert rules["pbf_exclusion"]["state"] == "not_evaluated"
    assert {item["id"] for item in answer["criteria"]} == {"slope", "road"}


@pytest.mark.parametrize(("language", "said"), [("en", "NOT EVALUATED"), ("zh", "未评估")])
def test_the_answer_in_words(
    study_folder: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    case = str(study_folder / "study.toml")
    assert run(["--lang", language, "why", "106.0636", "29.7950", "--case", case]) == 0
    assert said in capsys.readouterr().out


def test_a_place_elsewhere_is_wrong_input(study_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "29.8", "106.06", "--case", str(study_folder / "study.toml")]) == 2
    assert "swapped" in capsys.readouterr().err
