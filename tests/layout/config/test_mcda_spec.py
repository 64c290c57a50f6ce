import pytest
from pydantic import ValidationError

from layout.config.mcda_spec import McdaSpec


def test_the_words_others_rely_on() -> None:
    spec = McdaSpec.model_validate(
        {
            "method": "promethee2",
            "normalisation": "none",
            "parameters": {"v": 0.4},
            "weights": {"method": "entropy_minmax"},
            "criteria": {
                "cost": {
                    "objective": "min",
                    "weight": 1,
                    "preference": {"type": "linear", "q": 1, "p": 5},
                    "bounds": [0, 10],
                }
            },
        }
    )
    assert spec.criteria["cost"].bounds == (0, 10)
    assert spec.criteria["cost"].preference is not None
    assert spec.missing is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"method": "magic"},
        {"normalisation": "zscore"},
        {"criteria": {}},
        {"criteria": {"a": {"objective": "maximise"}}},
        {"criteria": {"a": {"weight": float("nan")}}},
        {"criteria": {"a": {"weight": -1}}},
        {"missing": "zero"},
        {"parameters": {"v": 1.5}},
    ],
)
def test_what_is_not_a_word_of_the_specification_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        McdaSpec.model_validate({"criteria": {"a": {"objective": "max"}}} | wrong)
