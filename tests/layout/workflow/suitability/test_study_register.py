"""Which register row a study takes, by where its area lies."""

import json
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely

from geodata.catalog import load
from geodata.embedded import table_sha256
from geodata.errors import DataMissingError
from geodata.write.workbook import workbook_bytes
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import dump_suitability_case, parse_suitability_case
from layout.errors import CaseError
from layout.rules.grid_register import RuleText
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import Study, open_study
from layout.workflow.suitability.study_register import named_register
from layout.workflow.suitability.why import why

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
    ("districts", "found"),
    [
        (["500112"], {"yrpl_chem_1km": ("500112", 4000, "sets 4000")}),
        (["500105"], {"yrpl_chem_1km": ("liangjiang", 3000, "sets 3000")}),
        (
            ["500105", "500112"],
            {
                "yrpl_chem_1km@500112": ("500112", 4000, "sets 4000"),
                "yrpl_chem_1km": ("liangjiang", 3000, "sets 3000"),
            },
        ),
        (
            ["500103"],
            {"yrpl_chem_1km": ("500000", 1000, "the register 2000"), "own_rule": ("500103", 0, None)},
        ),
        (
            ["500103", "500112"],
            {
                "yrpl_chem_1km@500112": ("500112", 4000, "sets 4000"),
                "yrpl_chem_1km": ("500000", 1000, "the register 2000"),
                "own_rule@500103": ("500103", 0, None),
            },
        ),
        (
            ["all"],
            {
                "yrpl_chem_1km@500112": ("500112", 4000, "sets 4000"),
                "yrpl_chem_1km@liangjiang": ("liangjiang", 3000, "sets 3000"),
                "yrpl_chem_1km": ("500000", 1000, "the register 2000"),
                "own_rule@500103": ("500103", 0, None),
            },
        ),
    ],
)
def test_each_jurisdiction_has_its_own_part_the_narrowest_first(
    study_text: str,
    study_folder: Path,
    register: Path,
    districts: list[str],
    found: dict[str, tuple[str, float, str | None]],
) -> None:
    study = open_study(case_of(study_text, study_folder, register, districts=districts), register.parent)
    said = texts(study)
    parts = {}
    for rule in study.rules:
        text = said[rule.id]
        assert text.taken is not None
        assert text.taken.register == "office"
        parts[rule.id] = (text.taken.jurisdiction, rule.test.radius_m)
        wanted = found[rule.id][2]
        assert text.differs is None if wanted is None else wanted in str(text.differs)
    assert parts == {key: value[:2] for key, value in found.items()}
    own = [item for item in study.not_evaluated if item.text.rule_id == "own_rule"]
    assert bool(own) == (districts not in (["500103"], ["500103", "500112"], ["all"]))
    assert not own or "for 500103 only" in own[0].reason.en


def test_parts_say_where_they_hold_and_zones_that_they_count_whole_districts(
    study_text: str, study_folder: Path, register: Path
) -> None:
    case = case_of(study_text, study_folder, register, districts=["all"])
    said = texts(open_study(case, register.parent))
    assert "[Yubei" in said["yrpl_chem_1km@500112"].name.en
    zone = said["yrpl_chem_1km@liangjiang"]
    assert "counted as its whole member districts]" in zone.name.en
    assert "按成员区县整体计" in zone.name.zh
    assert zone.holds is not None
    assert "(liangjiang) only" in zone.holds.en


def test_two_districts_with_limits_of_their_own_cell_by_cell(tmp_path: Path, study_text: str) -> None:
    """Against the polygons and the distance of every cell's centre by shapely."""
    line = shapely.LineString([(106.2, 29.3), (106.9, 30.2)])
    gpd.GeoSeries([line], crs=4326).to_file(tmp_path / "rivers.gpkg", driver="GPKG")
    register = tmp_path / "rules.csv"
    rows = ["rule_id,jurisdiction,value", "yrpl_chem_1km,500112,6", "yrpl_chem_1km,500109,0.5"]
    register.write_text("\n".join(rows), encoding="utf-8")
    codes = ["500106", "500109", "500112"]
    case = case_of(study_text, tmp_path, register, districts=codes)
    case = case.model_copy(update={"rules": case.rules[:1]})
    result = run_suitability(case, tmp_path, out=tmp_path / "out")
    with rasterio.open(tmp_path / "out" / "suitability.tif") as file:
        found, affine, crs = file.read(1), file.transform, file.crs
    rows_, cols = np.mgrid[: found.shape[0], : found.shape[1]]
    points = shapely.points(affine.c + affine.a * (cols + 0.5), affine.f + affine.e * (rows_ + 0.5))
    frame = load("districts").frame.set_index("adcode").to_crs(crs).geometry
    apart = shapely.distance(points, gpd.GeoSeries([line], crs=4326).to_crs(crs).iloc[0])
    limits = {"500106": 1000.0, "500109": 500.0, "500112": 6000.0}
    wanted = np.full(found.shape, 65_535)
    for code, limit in limits.items():
        inside = shapely.contains(frame[code], points)
        wanted[inside] = np.where(apart[inside] <= limit, 0, 10_000)
    assert np.array_equal(found, wanted)
    table = result.waterfall.set_index("rule_id")
    parts = [f"yrpl_chem_1km{suffix}" for suffix in ("@500109", "@500112", "")]
    assert (table.loc[parts, "alone_km2"] > 0).all()
    assert table.loc[parts, "shapley_km2"].sum() == pytest.approx((found == 0).sum() * 0.25)
    study = open_study(case, tmp_path)
    try:
        states = {rule.text.rule_id: rule.state for rule in why(study, lon=106.63, lat=29.8).rules}
    finally:
        study.close()
    assert states == {
        "yrpl_chem_1km@500109": "elsewhere",
        "yrpl_chem_1km@500112": "takes",
        "yrpl_chem_1km": "elsewhere",
    }


def test_a_case_may_limit_a_rule_itself(study_text: str, study_folder: Path, tmp_path: Path) -> None:
    register = tmp_path / "none.csv"
    case = case_of(study_text, study_folder, register, districts=["500103", "500112"])
    limited = case.rules[0].model_copy(update={"jurisdiction": "500112"})
    far = case.rules[0].model_copy(update={"jurisdiction": "500229"})
    wrong = case.rules[0].model_copy(update={"jurisdiction": "nowhere"})
    bare = case.model_copy(update={"office_register": None})
    study = open_study(bare.model_copy(update={"rules": (limited,)}), tmp_path)
    assert [rule.id for rule in study.rules] == ["yrpl_chem_1km@500112"]
    assert "[Yubei" in texts(study)["yrpl_chem_1km@500112"].name.en
    study = open_study(bare.model_copy(update={"rules": (far,)}), tmp_path)
    assert not texts(study).keys() - {"yrpl_chem_1km"}
    assert "500229" in study.not_evaluated[0].reason.en
    with pytest.raises(CaseError, match=r"rules\.yrpl_chem_1km: jurisdiction nowhere found"):
        open_study(bare.model_copy(update={"rules": (wrong,)}), tmp_path)


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
