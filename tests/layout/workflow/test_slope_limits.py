from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from layout.config.suitability_toml import load_suitability_case, parse_suitability_case
from layout.workflow.slope_limits import REGISTER_RULE, SlopeLimit, converted, slope_limits, slope_measured
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


def test_the_rules_of_the_case_and_the_register(study: Study) -> None:
    own, register = slope_limits(study)
    assert (own.rule_id, own.limit, own.unit, own.included) == ("steep", 25.0, "%", True)
    assert (register.rule_id, register.limit, register.unit, register.included) == (
        REGISTER_RULE,
        15.0,
        "%",
        False,
    )
    criterion, unit = slope_measured(study) or pytest.fail("no slope")
    assert (criterion.layer, criterion.measure, unit) == ("dem", "slope_pct", "%")


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
    found = {item.rule_id: item for item in slope_limits(study)}
    study.close()
    assert set(found) == {"steep", REGISTER_RULE}
    own = found[REGISTER_RULE]
    assert (own.limit, own.unit, own.included) == expected


def test_rules_that_take_gentle_land_state_no_threshold(study_text: str, study_folder: Path) -> None:
    study = with_rule(study_text, study_folder, id="flat", measure="slope_pct", mode="exclude", test="le = 1")
    assert [item.rule_id for item in slope_limits(study)] == ["steep", REGISTER_RULE]
    study.close()


def test_degrees_and_percent() -> None:
    assert converted(100.0, "%", into="°") == pytest.approx(45.0)
    assert converted(45.0, "°", into="%") == pytest.approx(100.0)
    assert converted(15.0, "%", into="%") == 15.0
    limit = SlopeLimit("r", None, 100.0, "%", included=True)  # type: ignore[arg-type]
    slopes = np.array([44.9, 45.1, np.nan], np.float32)
    assert limit.under(slopes, "°").tolist() == [True, False, False]
