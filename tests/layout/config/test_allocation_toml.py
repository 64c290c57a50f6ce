from pathlib import Path

import pytest

from layout.config.allocation_toml import dump_allocation_case, load_allocation_case, parse_allocation_case
from layout.errors import CaseError, UnknownKeyError

SMALLEST = '[allocation]\nprojects = "projects.csv"\nparks = "parks.csv"\nvalues = "values.csv"\nobjective = "value"\n'
CASES = Path(__file__).parents[3] / "cases" / "layout-plan"


@pytest.mark.parametrize("text", [SMALLEST, (CASES / "forty-projects.toml").read_text(encoding="utf-8")])
def test_file_to_model_to_file_is_the_same_case(text: str) -> None:
    case = parse_allocation_case(text, origin="case.toml")
    again = parse_allocation_case(dump_allocation_case(case), origin="case.toml")
    assert again == case
    assert dump_allocation_case(again) == dump_allocation_case(case)


def test_unknown_key_is_named_with_the_one_that_was_meant() -> None:
    with pytest.raises(UnknownKeyError, match=r"unknown key allocation.objektive; did you mean objective\?"):
        parse_allocation_case(SMALLEST.replace("objective", "objektive"), origin="case.toml")
    with pytest.raises(UnknownKeyError, match=r"allocation\.quotas"):
        parse_allocation_case(
            SMALLEST + '[[allocation.quotas]]\nid = "q"\nmeasure = "land_ha"\nmost = 3\n', origin="c"
        )
    with pytest.raises(UnknownKeyError, match="expected one of"):
        parse_allocation_case("zzz = 1\n" + SMALLEST, origin="case.toml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[allocation\n", "not valid TOML"),
        (SMALLEST.replace('"value"', '"profit"'), "allocation.objective"),
        (SMALLEST.replace('projects = "projects.csv"\n', ""), "allocation.projects is missing"),
        (SMALLEST + 'place = "all"\nopened = { maximum = -1 }\n', "allocation.opened.maximum"),
    ],
)
def test_faults_are_one_line_in_both_languages(text: str, words: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_allocation_case(text, origin="case.toml")
    assert words in caught.value.message("en")
    for line in (caught.value.message("en"), caught.value.message("zh")):
        assert "\n" not in line
        assert line.startswith("case.toml")


def test_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_allocation_case(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CaseError, match="UTF-8"):
        load_allocation_case(tmp_path / "bad.toml")
    (tmp_path / "bom.toml").write_text(SMALLEST, encoding="utf-8-sig")
    assert load_allocation_case(tmp_path / "bom.toml").allocation.objective == "value"
