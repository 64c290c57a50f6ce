import inspect
import re
from typing import Never

import pytest

from geodata.errors import ExplainedError
from layout import errors
from layout.errors import CaseError, LayoutError, UnknownClusterError, UnknownKeyError, WeightError

CLASSES = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == "layout.errors"
]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_is_in_the_tree_and_has_a_builtin_base(kind: type[ExplainedError]) -> None:
    assert issubclass(kind, LayoutError)
    assert kind is LayoutError or any(base.__module__ == "builtins" for base in kind.__mro__[1:-3])
    assert issubclass(LayoutError, ExplainedError)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_carries_both_languages(kind: type[ExplainedError]) -> None:
    error = kind(en="cluster x is unknown", zh="未知集群 x")
    assert str(error) == "cluster x is unknown"
    assert error.message("en") == "cluster x is unknown"
    assert error.message("zh") == "未知集群 x"


def test_drawn_tree_names_every_class_and_its_builtin_base() -> None:
    drawn = dict(re.findall(r"(\w+Error)\b(?:\s+\((\w+)\))?", errors.__doc__ or ""))
    assert set(drawn) == {kind.__name__ for kind in CLASSES}
    for kind in CLASSES:
        if drawn[kind.__name__]:
            assert any(base.__name__ == drawn[kind.__name__] for base in kind.__mro__)


def test_what_is_wrong_with_a_case_can_be_caught_as_one() -> Never:
    assert {UnknownKeyError, UnknownClusterError, WeightError} <= set(CaseError.__subclasses__())
    with pytest.raises(ValueError, match="negative"):
        raise WeightError(en="weight of land_fit is negative", zh="land_fit 的权重为负")
