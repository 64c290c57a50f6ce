"""Which register row a study takes, by where its area lies."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from geodata.embedded import table_sha256
from geodata.errors import DataMissingError
from geodata.write.workbook import workbook_bytes
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import dump_suitability_case, parse_suitability_case
from layout.errors import CaseError
from layout.rules.grid_register import RuleText
from layout.workflow.study import Study, open_study
from layout.workflow.study_register import named_register
from layout.workflow.suitability import run_suitability

ROWS = [
    ["rule_id", "jurisdiction", "value", "name_en", "name_zh", "parameter"],
    ["yrpl_chem_1km", "500000", "2", "", "", ""],
    ["yrpl_chem_1km", "liangjiang", "3", "", "", ""],
    ["yrpl_chem_1km", "500112", "4", "", "", ""],
    ["own_rule", "500103", "15", "Own", "自定", "natural_slope_pct"],
]
RULES = [
    {"id": "yrpl_chem_1km", "layer": "rivers", "exclude": {"within_m": 1000}},
    {"id": "own_rule", "layer": "rivers", "exclude": {"inside": True}},
]


def case_of(text: str, folder: Path, register: Path, **area: Any) -> SuitabilityCase:  # noqa: ANN401 - keys as TOML gives them
    data = tomllib.loads(text)
    layers = {"rivers": {"path": str(folder / "rivers.gpkg")}}
    grid = {"crs": "chongqing", "resolution_m": 500}
    keys = {"area": area, "grid": grid, "layers": layers, "rules": RULES, "criteria": []}
    return SuitabilityCase.model_validate(data | keys | {"register": {"path": str(register)}})


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "rules-office.csv"
    file.write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    return file


def texts(study: Study) -> dict[str, RuleText]:
    study.close()
    return {text.rule_id: text for text in (*study.texts, *(item.text for item in study.not_evaluated))}


@pytest.mark.parametrize(
    ("districts", "jurisdiction", "differs"),
    [
        (["500112"], "500112", "the register 4000"),
        (["500105"], "liangjiang", "the register 3000"),
        (["500105", "500112"], "liangjiang", "the register 3000"),
        (["500103"], "500000", "the register 2000"),
        (["500103", "500112"], "500000", "the register 2000"),
        (["all"], "500000", "the register 2000"),
    ],
)
def test_the_narrowest_jurisdiction_that_holds_the_area(
    study_text: str, study_folder: Path, register: Path, districts: list[str], jurisdiction: str, differs: str
) -> None:
    study = open_study(case_of(study_text, study_folder, register, districts=districts), register.parent)
    text = texts(study)["yrpl_chem_1km"]
    assert text.taken is not None
    assert (text.taken.register, text.taken.jurisdiction) == ("office", jurisdiction)
    assert text.differs is not None
    assert differs in text.differs.en
    own = [item for item in study.not_evaluated if item.text.rule_id == "own_rule"]
    assert bool(own) == (districts != ["500103"])
    assert not own or "for 500103 only" in own[0].reason.en


def test_an_area_of_which_a_part_lies_elsewhere(study_text: str, study_folder: Path, register: Path) -> None:
    case = case_of(study_text, study_folder, register, path=str(study_folder / "area.geojson"))
    taken = texts(open_study(case, register.parent))["yrpl_chem_1km"].taken
    assert taken is not None
    assert (
        taken.jurisdiction == "500000"
    )  # the study lies in the municipality, in none of the districts named
    assert set(taken.not_applying) == {"500112", "liangjiang"}


def test_a_workbook_says_the_same_as_a_table(
    study_text: str, study_folder: Path, register: Path, tmp_path: Path
) -> None:
    book = tmp_path / "rules-office.xlsx"
    book.write_bytes(
        workbook_bytes({"rules": (ROWS[0], [[*row[:2], float(row[2]), *row[3:]] for row in ROWS[1:]])})
    )
    by_table = open_study(case_of(study_text, study_folder, register, districts=["500112"]), tmp_path)
    by_book = open_study(case_of(study_text, study_folder, book, districts=["500112"]), tmp_path)
    assert texts(by_book) == texts(by_table)


def test_the_record_tells_the_row_of_each_rule(
    study_text: str, study_folder: Path, register: Path, tmp_path: Path
) -> None:
    case = case_of(study_text, study_folder, register, districts=["500103"])
    assert parse_suitability_case(dump_suitability_case(case), origin="t") == case
    run_suitability(case, tmp_path, out=tmp_path / "out")
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    (told,) = [item for item in record["inputs"] if item["layer"] == "(register)"]
    assert told["path"] == str(register)
    assert record["registers"] == {"shipped": table_sha256("rules"), "office": told["sha256"]}
    chem, own = (item["register"] for item in record["rules"])
    assert (chem["register"], chem["line"], chem["changes"]) == ("office", 2, {"value": [1.0, 2.0]})
    assert chem["not_applying"] == ["liangjiang", "500112"]
    assert (own["jurisdiction"], own["changes"]["value"]) == ("500103", [None, 15.0])


def test_a_case_without_a_register_takes_the_shipped_rows(study_text: str, study_folder: Path) -> None:
    case = SuitabilityCase.model_validate(tomllib.loads(study_text))
    taken = texts(open_study(case, study_folder))["yrpl_chem_1km"].taken
    assert taken is not None
    assert (taken.register, taken.jurisdiction) == ("shipped", "500000")


def test_names_are_known_before_the_area_is(study_text: str, study_folder: Path, register: Path) -> None:
    case = case_of(study_text, study_folder, register, districts=["500112"])
    for apart in (False, True):
        names = named_register(case, register.parent, apart=apart).set_index("rule_id")["name_en"]
        assert names["own_rule"] == "Own"


def test_wrong_files_are_one_line(study_text: str, study_folder: Path, register: Path) -> None:
    with pytest.raises(DataMissingError, match=r"register: file .*gone\.csv cannot be read"):
        open_study(
            case_of(study_text, study_folder, register.with_name("gone.csv"), districts=["500112"]),
            register.parent,
        )
    register.write_text("rule_id,jurisdiction\nown,999999\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"rules-office\.csv, line 2: rule_id own, jurisdiction 999999"):
        open_study(case_of(study_text, study_folder, register, districts=["500112"]), register.parent)
