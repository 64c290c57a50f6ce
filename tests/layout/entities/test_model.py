from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from geodata.text import Bilingual
from layout.entities.model import FrozenModel, Text, UniqueTuple, Words


class Sample(FrozenModel):
    name: Text
    size: Annotated[float, Field(gt=0)]
    tags: UniqueTuple[Text] = ()


def test_a_model_is_frozen_and_refuses_unknown_keys() -> None:
    sample = Sample.model_validate({"name": "a", "size": 1, "tags": ["x", "y"]})
    assert sample.tags == ("x", "y")
    with pytest.raises(ValidationError, match="frozen"):
        setattr(sample, "size", 2.0)  # noqa: B010 - a plain assignment is refused by the type checker
    with pytest.raises(ValidationError, match="Extra inputs"):
        Sample.model_validate({"name": "a", "size": 1, "colour": "red"})


@pytest.mark.parametrize("size", ["1", True, None])
def test_a_number_is_not_guessed_from_another_type(size: object) -> None:
    with pytest.raises(ValidationError):
        Sample.model_validate({"name": "a", "size": size})


def test_a_list_refuses_repetition_and_names_the_item() -> None:
    with pytest.raises(ValidationError, match="x stands twice"):
        Sample.model_validate({"name": "a", "size": 1, "tags": ["x", "y", "x"]})


def test_equal_models_hash_alike() -> None:
    first = Sample.model_validate({"name": "a", "size": 1, "tags": ["x"]})
    second = Sample.model_validate({"tags": ["x"], "size": 1.0, "name": "a"})
    assert first == second
    assert hash(first) == hash(second)


def test_words_give_either_language() -> None:
    words = Words(en="port", zh="港口")
    assert words.pick("zh") == "港口"
    assert words.pick("en") == "port"
    assert words.bilingual == Bilingual(en="port", zh="港口")


def test_words_must_not_be_blank() -> None:
    with pytest.raises(ValidationError):
        Words(en="port", zh="   ")
