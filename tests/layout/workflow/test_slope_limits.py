from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely

from layout.config.suitability_toml import load_suitability_case, parse_suitability_case
from layout.workflow.slope_limits import (
    REGISTER_RULE,
    SlopeLimit,
    converted,
    registered_limits,
    slope_measured,
)
from layout.workflow.study import Study, open_study

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


OFFICE = "rule_id,jurisdiction,value,document,article\n{id},{first},12,District rule,7\n{id},500000,14,City rule,3\n"


def test_the_office_s_threshold_holds_by_jurisdiction(study_text: str, study_folder: Path) -> None:
    register = study_folder / "office-slopes.csv"
    register.write_text(OFFICE.format(id=REGISTER_RULE, first="500112"), encoding="utf-8")
    case = parse_suitability_case(
        bare(study_text) + '\n[register]\npath = "office-slopes.csv"\n', origin="test"
    )
    box = shapely.box(106.3, 29.4, 107.2, 29.9)  # across Yubei and its neighbours
    district, city = registered_limits(
        case, study_folder, outline=np.array([box], dtype=object), crs="EPSG:4326", apart=False
    )
    register.unlink()
    assert (district.limit, district.within, district.document, district.article) == (
        12.0,
        "500112",
        "District rule",
        "7",
    )
    assert (city.limit, city.within, city.without, city.document) == (14.0, None, ("500112",), "City rule")
    assert {district.origin, city.origin} == {"office"}


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
