from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely

from layout.config.suitability_toml import load_suitability_case, parse_suitability_case
from layout.workflow.suitability.slope_limits import (
    REGISTER_RULE,
    SlopeLimit,
    converted,
    registered_limits,
    slope_measured,
)
from layout.workflow.suitability.study import Study, open_study

RULE = """
[[rules]]
id = "{id}"
name = {{en = "Gentle", zh = "缓坡"}}
layer = "dem"
measure = "{measure}"
no_data = "unknown"
{mode} = {{{test}}}
"""


@pytest.fixture
def study(study_folder: Path) -> Iterator[Study]:
    found = open_study(load_suitability_case(study_folder / "study.toml"), study_folder)
    yield found
    found.close()


def with_rule(text: str, folder: Path, **words: str) -> Study:
    return open_study(parse_suitability_case(text + RULE.format(**words), origin="test"), folder)


def test_the_rule_of_the_case_stands_alone(study: Study) -> None:
    (own,) = study.slopes
    assert (own.rule_id, own.limit, own.unit, own.included, own.origin) == ("steep", 25.0, "%", True, "case")
    criterion, unit = slope_measured(study.case, study.rules) or pytest.fail("no slope")
    assert (criterion.layer, criterion.measure, unit) == ("dem", "slope_pct", "%")


def bare(text: str) -> str:
    return text[: text.index("[[rules]]")] + text[text.index('[[rules]]\nid = "water"') :]


def test_without_one_of_its_own_the_shipped_threshold_holds(study_text: str, study_folder: Path) -> None:
    study = open_study(parse_suitability_case(bare(study_text), origin="test"), study_folder)
    study.close()
    (shipped,) = study.slopes
    found = (shipped.rule_id, shipped.limit, shipped.unit, shipped.included, shipped.origin)
    assert found == (REGISTER_RULE, 15.0, "%", False, "shipped")
    assert ("CJJ 83" in shipped.document, shipped.article, shipped.year) == (True, "4.0.1", 2016)


HEAD = "rule_id,jurisdiction,value,document,article\n"
YUBEI = f"{REGISTER_RULE},500112,12,District rule,7\n"
CITY = f"{REGISTER_RULE},500000,14,City rule,3\n"
ACROSS = shapely.box(106.3, 29.4, 107.2, 29.9)
"""Yubei and its neighbours."""
APART = shapely.box(108.6, 28.9, 108.7, 29.0)


@pytest.mark.parametrize(
    ("rows", "box", "expected"),
    [
        (
            YUBEI + CITY,
            ACROSS,
            [
                (12.0, "500112", (), "District rule", "office"),
                (14.0, None, ("500112",), "City rule", "office"),
            ],
        ),
        (CITY, ACROSS, [(14.0, None, (), "City rule", "office")]),
        (YUBEI, APART, [(15.0, None, (), "CJJ 83-2016 城乡建设用地竖向规划规范", "shipped")]),
        (
            YUBEI,
            ACROSS,
            [
                (12.0, "500112", (), "District rule", "office"),
                (15.0, None, ("500112",), "CJJ 83-2016 城乡建设用地竖向规划规范", "shipped"),
            ],
        ),
    ],
)
def test_the_office_s_threshold_holds_by_jurisdiction(
    rows: str, box: shapely.Polygon, expected: list[tuple[object, ...]], study_text: str, tmp_path: Path
) -> None:
    (tmp_path / "office.csv").write_text(HEAD + rows, encoding="utf-8")
    case = parse_suitability_case(bare(study_text) + '\n[register]\npath = "office.csv"\n', origin="test")
    outline = np.array([box], dtype=object)
    found = registered_limits(case, tmp_path, outline=outline, crs="EPSG:4326", apart=False)
    assert [(one.limit, one.within, one.without, one.document, one.origin) for one in found] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"measure": "slope_deg", "mode": "include", "test": "lt = 8"}, (8.0, "°", False)),
        ({"measure": "slope_deg", "mode": "include", "test": "le = 8"}, (8.0, "°", True)),
        ({"measure": "slope_pct", "mode": "exclude", "test": "ge = 20"}, (20.0, "%", False)),
    ],
)
def test_thresholds_by_mode(
    study_text: str, study_folder: Path, words: dict[str, str], expected: tuple[float, str, bool]
) -> None:
    study = with_rule(study_text, study_folder, id=REGISTER_RULE, **words)
    found = {item.rule_id: item for item in study.slopes}
    study.close()
    assert set(found) == {"steep", REGISTER_RULE}
    own = found[REGISTER_RULE]
    assert (own.limit, own.unit, own.included) == expected


def test_rules_that_take_gentle_land_state_no_threshold(study_text: str, study_folder: Path) -> None:
    study = with_rule(study_text, study_folder, id="flat", measure="slope_pct", mode="exclude", test="le = 1")
    assert [item.rule_id for item in study.slopes] == ["steep"]
    study.close()


def test_degrees_and_percent() -> None:
    assert converted(100.0, "%", into="°") == pytest.approx(45.0)
    assert converted(45.0, "°", into="%") == pytest.approx(100.0)
    assert converted(15.0, "%", into="%") == 15.0
    limit = SlopeLimit("r", None, 100.0, "%", included=True)  # type: ignore[arg-type]
    slopes = np.array([44.9, 45.1, np.nan], np.float32)
    assert limit.under(slopes, "°").tolist() == [True, False, False]
