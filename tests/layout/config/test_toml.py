import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.config.toml import build_case, case_data, dump_case, load_case, parse_case
from layout.errors import CaseError

Change = Callable[..., dict[str, Any]]
CASE = Path(__file__).resolve().parents[3] / "cases" / "nev-battery.toml"


def test_file_to_model_to_file_is_the_same_case(case_text: str) -> None:
    case = parse_case(case_text, origin="mine.toml")
    text = dump_case(case)
    again = parse_case(text, origin="mine.toml")
    assert again == case
    assert dump_case(again) == text
    assert build_case(case_data(case), origin="mine.toml") == case
    assert pickle.loads(pickle.dumps(case)) == case  # noqa: S301 - our own bytes


weights = st.floats(min_value=0, max_value=1e9, allow_nan=False, exclude_min=True)


@given(weight=weights, output=weights, worst=st.floats(-1e6, 1e6), word=st.text(min_size=1).filter(str.strip))
def test_any_case_survives_the_round_trip(weight: float, output: float, worst: float, word: str) -> None:
    data = case_data(load_case(CASE))
    data["criteria"]["land_fit"]["weight"] = weight
    data["criteria"]["access_power"]["value"] = {
        "kind": "linear",
        "worst": worst,
        "best": worst + 1,
        "reason": {"en": "text", "zh": "文字"},
    }
    data["project"]["annual_output_cny"] = output
    data["title"] = {"en": word, "zh": word}
    case = build_case(data, origin="mine.toml")
    assert parse_case(dump_case(case), origin="mine.toml") == case


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path, case_text: str) -> None:
    path = tmp_path / "案例.toml"
    path.write_text(case_text, encoding="utf-8-sig")
    assert (
        load_case(path)
        == parse_case(case_text, origin="mine.toml")
        == parse_case("\ufeff" + case_text, origin="x")
    )


def test_what_is_not_toml_is_refused_with_its_line() -> None:
    with pytest.raises(CaseError, match=r"not valid TOML.*line 2"):
        parse_case("schema_version = 1\n[title\n", origin="mine.toml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"nothing\.toml: cannot be read \(no such file\)"):
        load_case(tmp_path / "nothing.toml")


def test_a_folder_is_not_a_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_case(tmp_path)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path, case_text: str) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes(case_text.encode("gbk"))
    with pytest.raises(CaseError, match="not UTF-8"):
        load_case(path)


def test_keys_that_are_not_set_are_not_written(changed: Change) -> None:
    case = build_case(changed({"project.branch_gb4754_2002": None}), origin="mine.toml")
    text = dump_case(case)
    assert "branch_gb4754_2002" not in text
    assert "land_ha" not in text
    assert "access_airport" not in text
