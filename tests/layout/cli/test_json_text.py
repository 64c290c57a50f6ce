import json
import random

import pytest

from layout.cli.json_text import json_text


def _value(stream: random.Random, depth: int) -> object:
    """Return plain data of any shape."""
    kind = stream.randrange(8 if depth else 6)
    plain = [
        None,
        stream.random() * 10 ** stream.randrange(-20, 20),
        stream.randrange(-9, 9),
        True,
        "",
        '渝\n"\\,: ',
    ]
    if kind < len(plain):
        return plain[kind]
    some = [_value(stream, depth - 1) for _ in range(stream.randrange(4))]
    return some if kind == len(plain) else {f'k"{place}，': item for place, item in enumerate(some)}


def test_text_is_that_of_the_standard_library() -> None:
    stream = random.Random(5)
    for _ in range(400):
        data = _value(stream, 5)
        assert json_text(data) == json.dumps(data, ensure_ascii=False, indent=2)


def test_no_number_that_json_lacks_is_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text({"a": {"b": float("nan")}})
