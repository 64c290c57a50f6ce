from pathlib import Path

import pytest

from layout.config.mcda_toml import build_spec, dump_spec, load_spec
from layout.errors import CaseError, UnknownKeyError, WeightError
from layout.resources import bundle_folder

SHIPPED = bundle_folder() / "cases" / "plain" / "sites.toml"


def test_file_to_model_to_file_is_the_same_specification(tmp_path: Path) -> None:
    spec = load_spec(SHIPPED)
    copy = tmp_path / "copy.toml"
    copy.write_text(dump_spec(spec), encoding="utf-8")
    assert load_spec(copy) == spec


@pytest.mark.parametrize(
    ("text", "error", "named"),
    [
        ('[criteria.a]\nobjectve = "max"\n', UnknownKeyError, "criteria.a.objectve; did you mean objective"),
        ('methd = "topsis"\n[criteria.a]\n', UnknownKeyError, "did you mean method"),
        ('[criteria.a.preference]\ntype = "usual"\nz = 1\n', UnknownKeyError, "criteria.a.preference.z"),
        ("[criteria.a]\nweight = -1\n", WeightError, "criteria.a.weight: found -1"),
        ('method = "magic"\n[criteria.a]\n', CaseError, "method: found 'magic'"),
        ("", CaseError, "criteria is missing"),
        ("method = \n", CaseError, "not valid TOML"),
    ],
)
def test_mistakes_are_one_line_with_the_key(tmp_path: Path, text: str, error: type, named: str) -> None:
    file = tmp_path / "spec.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=named) as refused:
        load_spec(file)
    assert "\n" not in str(refused.value)
    assert refused.value.text.zh.startswith("spec.toml")


def test_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_spec(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CaseError, match="UTF-8"):
        load_spec(tmp_path / "bytes.toml")


def test_plain_data_will_do() -> None:
    assert build_spec({"criteria": {"a": {"objective": "max"}}}, origin="x").method == "weighted_sum"
