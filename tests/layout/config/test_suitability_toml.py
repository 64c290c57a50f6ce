from pathlib import Path

import pytest

from layout.config.suitability_toml import dump_suitability_case, load_suitability_case
from layout.errors import CaseError, UnknownKeyError, WeightError


def load(tmp_path: Path, text: str) -> None:
    path = tmp_path / "study.toml"
    path.write_text(text, encoding="utf-8")
    load_suitability_case(path)


def test_file_to_model_to_file_is_the_same_case(study_folder: Path, tmp_path: Path) -> None:
    case = load_suitability_case(study_folder / "study.toml")
    again = tmp_path / "again.toml"
    again.write_text(dump_suitability_case(case), encoding="utf-8")
    assert load_suitability_case(again) == case
    assert dump_suitability_case(load_suitability_case(again)) == dump_suitability_case(case)


WRONG = {
    "unknown key": (
        "schema_version = 1",
        "schema_version = 1\nspeed = 3",
        UnknownKeyError,
        "unknown key speed",
    ),
    "misspelt key of a rule": ("measure = ", "meassure = ", UnknownKeyError, "did you mean measure"),
    "misspelt key of a test": (
        "{gt = 25}",
        "{gtt = 25}",
        UnknownKeyError,
        r"rules\[1\]\.exclude\.gtt; did you mean gt",
    ),
    "misspelt key of a value": ("worst = 25", "worse = 25", UnknownKeyError, "did you mean worst"),
    "unknown key of areas": ("min_ha = 2", "least_ha = 2", UnknownKeyError, r"areas\.least_ha"),
    "two tests": ("{gt = 25}", "{gt = 25, values = [3]}", CaseError, "exactly one kind of test"),
    "empty limits": ("{gt = 25}", "{gt = 25, lt = 20}", CaseError, "limit that some value meets"),
    "two modes": (
        "exclude = {gt = 25}",
        "exclude = {gt = 25}\nforce = {gt = 90}",
        CaseError,
        "exactly one mode",
    ),
    "classes that are no numbers": (
        'kind = "linear"\nworst = 25\nbest = 0',
        'kind = "category"\nlevels = {a = 1}',
        CaseError,
        "class numbers",
    ),
    "no title": ('en = "Test study"\n', "", CaseError, r"title\.en is missing"),
    "a weight below zero": ("weight = 3", "weight = -3", CaseError, "weight"),
    "a weight that is no number": ("weight = 3", "weight = nan", CaseError, "weight"),
    "all weights zero": ("weight = 3", "weight = 0", WeightError, "all zero"),
    "another connectivity": ("min_ha = 2", 'min_ha = 2\nconnectivity = "king"', CaseError, "connectivity"),
    "no TOML": ("[title]", "[title", CaseError, "not valid TOML"),
    "another version": ("schema_version = 1", "schema_version = 2", CaseError, "schema_version"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_said_in_one_line(kind: str, study_text: str, tmp_path: Path) -> None:
    old, new, error, said = WRONG[kind]
    assert old in study_text
    text = study_text.replace(old, new)
    if kind == "all weights zero":
        text = text.replace("weight = 2", "weight = 0")
    with pytest.raises(error, match=said) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith("study.toml")
    assert "\n" not in str(caught.value)
    assert caught.value.text.zh.startswith("study.toml")  # type: ignore[attr-defined]


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_suitability_case(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CaseError, match="not UTF-8"):
        load_suitability_case(tmp_path / "bytes.toml")
