import inspect
import pickle
import re

import pytest

from geodata import errors
from geodata.errors import ExplainedError, GeodataError

CLASSES = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == "geodata.errors"
]
LEAVES = [kind for kind in CLASSES if kind not in {ExplainedError, GeodataError}]


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_error_can_be_caught_by_the_package_and_by_a_builtin(kind: type[GeodataError]) -> None:
    assert issubclass(kind, GeodataError)
    builtin = [base for base in kind.__bases__ if base.__module__ == "builtins"]
    assert len(builtin) == 1
    with pytest.raises(builtin[0]):
        raise kind(en="x", zh="甲")


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_error_says_the_same_line_in_both_languages(kind: type[GeodataError]) -> None:
    error = kind(en="layer x is unknown", zh="未知图层 x")
    assert str(error) == "layer x is unknown"
    assert error.message("en") == "layer x is unknown"
    assert error.message("zh") == "未知图层 x"


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = dict(re.findall(r"(\w+Error)\b +(?:\((\w+)\))?", errors.__doc__ or ""))
    assert set(drawn) | {"GeodataError"} == {kind.__name__ for kind in CLASSES}
    for kind in LEAVES:
        assert drawn[kind.__name__] in {base.__name__ for base in kind.__bases__}


def test_messages_need_both_languages() -> None:
    with pytest.raises(TypeError, match="zh"):
        errors.WriteError(en="only one")  # type: ignore[call-arg]


def test_text_survives_being_sent_to_another_process() -> None:
    text = errors.DataFormatError(en="not a number", zh="不是数字").text
    assert pickle.loads(pickle.dumps(text)) == text  # noqa: S301 - our own bytes
