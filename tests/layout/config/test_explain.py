from collections.abc import Callable
from typing import Any

import pytest

from layout.config.toml import build_case
from layout.errors import CaseError, UnknownKeyError, WeightError

Change = Callable[..., dict[str, Any]]

# changes to the case, error class, words of the English and of the Chinese line
BROKEN: list[tuple[dict[str, Any], type[CaseError], tuple[str, ...], tuple[str, ...]]] = [
    (
        {"criteria.land_fit.wieght": 20, "criteria.land_fit.weight": None},
        UnknownKeyError,
        ("unknown key criteria.land_fit.wieght", "did you mean weight?", "1 more"),
        ("未知键 criteria.land_fit.wieght", "是否应为 weight"),
    ),
    (
        {"criteria.landfit": {}},
        UnknownKeyError,
        ("unknown key criteria.landfit", "did you mean land_fit?"),
        ("未知键 criteria.landfit",),
    ),
    (
        {"zzz": 1},
        UnknownKeyError,
        ("unknown key zzz", "expected one of candidates"),
        ("未知键 zzz", "可用的键为"),
    ),
    (
        {"criteria.cluster_neighbourhood.value.bestt": 3},
        UnknownKeyError,
        ("unknown key criteria.cluster_neighbourhood.value.bestt", "did you mean best?"),
        ("criteria.cluster_neighbourhood.value.bestt",),
    ),
    (
        {"criteria.land_fit.weight": -1},
        WeightError,
        ("criteria.land_fit.weight: found -1, expected 0 or more",),
        ("现为 -1，要求：不小于 0",),
    ),
    (
        {"criteria.land_fit.weight": float("nan")},
        WeightError,
        ("found nan, expected a finite number",),
        ("现为 nan，要求：有限数值",),
    ),
    ({"criteria.land_fit.weight": "20"}, WeightError, ("found '20', expected a number",), ("要求：数值",)),
    ({"scoring.missing": None}, CaseError, ("scoring.missing is missing",), ("缺少 scoring.missing",)),
    (
        {"scoring.missing": "ignore"},
        CaseError,
        ("scoring.missing: found 'ignore'", "'renormalise', 'neutral', 'worst' or 'refuse'"),
        ("'worst' 或 'refuse'",),
    ),
    (
        {"scoring.methods": []},
        CaseError,
        ("scoring.methods", "at least 1 item"),
        ("至少 1 项",),
    ),
    (
        {"project.needs": ["power", "power"]},
        CaseError,
        ("project.needs", "power stands twice"),
        ("power 出现两次",),
    ),
    (
        {"project.land_ha": 5},
        CaseError,
        ("project: found both, expected exactly one of land_ha",),
        ("恰好填写一项",),
    ),
    (
        {"criteria.land_fit.value.points": [[1, 0], [1, 1]]},
        CaseError,
        ("criteria.land_fit.value: found 1, 1", "strictly increase"),
        ("严格递增",),
    ),
    (
        {"criteria.land_fit.value.points": [[1, 0], [3, 1.5]]},
        CaseError,
        ("criteria.land_fit.value.points[2][2]: found 1.5, expected 1 or less",),
        ("不大于 1",),
    ),
    (
        {"criteria.access_power.value.worst": 5},
        CaseError,
        ("criteria.access_power.value: found worst = best = 5",),
        ("取不同的值",),
    ),
    (
        {"criteria.land_fit.value.kind": "cubic"},
        CaseError,
        ("criteria.land_fit.value", "'linear', 'piecewise', 'minmax'"),
        ("之一",),
    ),
    (
        {"criteria.cluster_fit.value.levels": {"carries": 1}},
        CaseError,
        ("criteria.cluster_fit: found levels carries", "carries, named, related, other"),
        ("各有一个取值",),
    ),
    (
        {"project.chemical": "no"},
        CaseError,
        ("project.chemical: found 'no', expected true or false",),
        ("true 或 false",),
    ),
    ({"project.branch_gb4754_2002": "99"}, CaseError, ("13 to 43",), ("13 至 43",)),
    ({"title.zh": ""}, CaseError, ("title.zh: found '', expected a text that is not empty",), ("非空文本",)),
    ({"project": 3}, CaseError, ("project: found 3, expected a table",), ("要求：表",)),
    ({"schema_version": 2}, CaseError, ("schema_version: found 2, expected 1",), ("要求：1",)),
]


@pytest.mark.parametrize(("changes", "kind", "english", "chinese"), BROKEN)
def test_what_is_wrong_is_said_in_one_line(
    changed: Change,
    changes: dict[str, Any],
    kind: type[CaseError],
    english: tuple[str, ...],
    chinese: tuple[str, ...],
) -> None:
    with pytest.raises(CaseError) as caught:
        build_case(changed(changes), origin="mine.toml")
    error = caught.value
    assert type(error) is kind
    for language, words in (("en", english), ("zh", chinese)):
        line = error.text.pick("en" if language == "en" else "zh")
        assert "\n" not in line
        assert line.startswith("mine.toml")
        for word in words:
            assert word in line


def test_a_long_value_is_shortened(changed: Change) -> None:
    with pytest.raises(CaseError) as caught:
        build_case(changed({"criteria.land_fit.weight": "x" * 500}), origin="mine.toml")
    assert len(str(caught.value)) < 200
