"""JSON as RFC 8259 has it, with the line of every fault: no NaN, no double keys, no bottomless nesting."""

import json
import re
from collections.abc import Iterator

from geodata.quality.model import Reading
from geodata.quality.places import line
from geodata.text import Bilingual

_BOM = "\ufeff"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|NaN|-?Infinity', re.DOTALL)
_CONSTANTS = {"NaN", "Infinity", "-Infinity"}


class _DoubleKeyError(ValueError):
    """An object names one key twice."""


class _Guard:
    """The hooks of one parse."""

    def __init__(self) -> None:
        self.constants = False

    def constant(self, word: str) -> float:
        """Note that the text holds a word that JSON does not have; its place is found later."""
        self.constants = True
        return float(word)

    @staticmethod
    def pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
        """Return the object, unless a key stands in it twice."""
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            raise _DoubleKeyError(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]  # add returns None, which is false: the idiom for "first one seen before"
        return found


def decode(raw: bytes, reading: Reading) -> str:
    """Return the text of a JSON file, which must be UTF-8.

    Raises
    ------
    Stop
        The bytes are not UTF-8.
    """
    try:
        return raw.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        number = raw.count(b"\n", 0, error.start) + 1
        raise reading.stop("json-not-utf8", line(number), offset=error.start) from None


def parse(text: str, reading: Reading, *, first_line: int = 1) -> tuple[object, bool]:
    """Return the parsed value, and whether NaN or Infinity stand in it (as floats, to be placed by the caller).

    Parameters
    ----------
    text
        One JSON value.
    reading
        Where findings go.
    first_line
        The number of the text's first line in the file.

    Raises
    ------
    Stop
        The text is not JSON.
    """
    guard = _Guard()
    try:
        value = json.loads(text, parse_constant=guard.constant, object_pairs_hook=guard.pairs)
    except _DoubleKeyError as error:
        key = str(error)
        raise reading.stop("json-double-key", _key_place(text, key, first_line), key=key) from None
    except json.JSONDecodeError as error:
        where = line(error.lineno + first_line - 1, error.colno)
        raise reading.stop(_syntax_code(error, text), where, problem=_problem(error)) from None
    except RecursionError:
        raise too_deep(text, reading, first_line=first_line) from None
    except ValueError:
        # the only other ValueError of the parser: an integer of more digits than Python converts
        raise reading.stop("json-number-too-long") from None
    return value, guard.constants


def _syntax_code(error: json.JSONDecodeError, text: str) -> str:
    """Return whether the text ends too early, goes on after its end, or is broken in between."""
    if error.msg.startswith("Extra data"):
        return "json-trailing"
    rest = text[error.pos :].strip()
    unfinished = not rest or error.msg.startswith("Unterminated string")
    return "json-cut-off" if unfinished else "json-syntax"


_PROBLEMS = {
    "Expecting value": "此处应为一个值",
    "Expecting property name enclosed in double quotes": "此处应为双引号括起的键名",
    "Expecting ',' delimiter": "此处缺少逗号",
    "Expecting ':' delimiter": "此处缺少冒号",
    "Invalid control character at": "字符串中有未转义的控制字符",
    "Invalid \\escape": "无效的转义符",
    "Invalid \\uXXXX escape": "无效的 \\u 转义",
    "Unterminated string starting at": "字符串没有结束",
    "Illegal trailing comma before end of object": "对象末尾有多余的逗号",
    "Extra data": "JSON 结束后还有内容",
}


def _problem(error: json.JSONDecodeError) -> Bilingual:
    """Return the parser's complaint in both languages."""
    known = next((zh for en, zh in _PROBLEMS.items() if error.msg.startswith(en)), "语法错误")
    return Bilingual(en=error.msg.lower().rstrip(" at"), zh=known)


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Yield the brackets, constants and strings of a JSON text with their positions."""
    for match in _TOKEN.finditer(text):
        yield match.start(), match.group()


def _line_of(text: str, position: int, first_line: int) -> Bilingual:
    """Return the line and column of a position."""
    start = text.rfind("\n", 0, position)
    return line(text.count("\n", 0, position) + first_line, position - start)


def constant_place(text: str, *, first_line: int = 1) -> Bilingual:
    """Return where the first NaN or Infinity stands outside of a string.

    Parameters
    ----------
    text
        A text of which :func:`parse` said that it holds one.
    first_line
        As for :func:`parse`.
    """
    found = next((position for position, token in _tokens(text) if token in _CONSTANTS), 0)
    return _line_of(text, found, first_line)


def _key_place(text: str, key: str, first_line: int) -> Bilingual:
    """Return where a key stands for the second time; the nearest that can be told without a second parser."""
    pattern = re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:")
    places = [match.start() for match in pattern.finditer(text)]
    return _line_of(text, places[1] if len(places) > 1 else 0, first_line)


def too_deep(text: str, reading: Reading, *, first_line: int = 1) -> BaseException:
    """Return the stop for a text nested deeper than the limit, with the place where it goes too deep."""
    depth, place = 0, 0
    for position, token in _tokens(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token, 0)
        if depth > reading.limits.depth:
            place = position
            break
    return reading.stop("too-deep", _line_of(text, place, first_line), limit=reading.limits.depth)
