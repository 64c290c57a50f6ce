"""Every message exists in both languages, is used, and is filled with exactly the values that it names."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from layout.i18n import catalogue

HAN = re.compile(r"[㐀-鿿]")
ANY_PART = r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*"
WORD = re.compile(r"[A-Za-z]{4,}")  # shorter runs of letters are units and abbreviations: km, ha, CSV
NAMES_OF_LANGUAGES = re.compile(r"\.language\.(?:en|zh)$")  # each language is called what its readers call it
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
TAKES_VALUES = {"translate", "say"}  # hand their keyword arguments to the message as they are
GLOSS = re.compile(r"\([^()]*\)")  # an English text may give the Chinese term in brackets


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def pattern_of(node: ast.AST) -> str | None:
    """Return the regular expression of the keys that an argument may be, None when nothing is known."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANY_PART for part in node.values
        )
    return None


def speaking_functions(trees: dict[Path, ast.Module]) -> dict[str, int]:
    """Return the functions that take a message key, with the place of the key among their arguments.

    `translate` is one; so is every function that hands one of its own parameters on to such a function.
    """
    known = {"translate": 0}
    while True:
        found = dict(known)
        for tree in trees.values():
            for function in ast.walk(tree):
                if isinstance(function, ast.FunctionDef):
                    place = _place_of_key(function, known)
                    if place is not None:
                        found.setdefault(function.name, place)
        if found == known:
            return known
        known = found


def _place_of_key(function: ast.FunctionDef, known: dict[str, int]) -> int | None:
    names = [argument.arg for argument in function.args.args]
    own = names[1:] if names[:1] == ["self"] else names
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Call)
            and (place := known.get(called(node))) is not None
            and len(node.args) > place
        ):
            key = node.args[place]
            if isinstance(key, ast.Name) and key.id in own:
                return own.index(key.id)
    return None


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def keys_in(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the texts that an argument may be: itself, or either arm of a conditional."""
    if isinstance(node, ast.IfExp):
        yield from keys_in(node.body)
        yield from keys_in(node.orelse)
    else:
        yield node


@pytest.fixture(scope="module")
def product_trees(trees: dict[Path, ast.Module], product_files: list[Path]) -> dict[Path, ast.Module]:
    return {path: trees[path] for path in product_files}


@pytest.fixture(scope="module")
def calls(product_trees: dict[Path, ast.Module]) -> list[tuple[Path, ast.Call, ast.AST]]:
    """Return every call that passes a message key, with the argument that is the key."""
    speaking = speaking_functions(product_trees)
    return [
        (path, node, key)
        for path, tree in product_trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (place := speaking.get(called(node))) is not None
        and len(node.args) > place
        for key in keys_in(node.args[place])
    ]


def test_every_message_has_both_languages() -> None:
    empty = [key for key, text in catalogue().items() if not text.en.strip() or not text.zh.strip()]
    assert empty == [], "\n".join(empty)


def test_chinese_is_chinese_and_english_is_english() -> None:
    wrong = [
        key
        for key, text in catalogue().items()
        if not NAMES_OF_LANGUAGES.search(key)
        and (
            HAN.search(GLOSS.sub("", text.en))
            or (text.en == text.zh and WORD.search(PLACEHOLDER.sub("", text.en)))
        )
    ]
    assert wrong == [], "\n".join(wrong)


def test_both_languages_take_the_same_values() -> None:
    """English money is in billions where Chinese money is in 亿: `asked_bn` beside `asked` is the same value."""
    uneven = [
        key
        for key, text in catalogue().items()
        if {name.removesuffix("_bn") for name in fields(text.en)} != fields(text.zh)
    ]
    assert uneven == [], "\n".join(uneven)


def test_every_key_in_the_code_exists(calls: list[tuple[Path, ast.Call, ast.AST]], root: Path) -> None:
    assert len(calls) > 30, "the search no longer finds the calls"
    keys = list(catalogue())
    missing = [
        f"{path.relative_to(root)}:{call.lineno} {ast.unparse(key)}"
        for path, call, key in calls
        if (pattern := pattern_of(key)) is not None
        and not any(re.fullmatch(pattern, known) for known in keys)
    ]
    assert missing == [], "\n".join(missing)


def test_every_call_fills_the_placeholders(calls: list[tuple[Path, ast.Call, ast.AST]], root: Path) -> None:
    messages = catalogue()
    wrong = []
    for path, call, key in calls:
        given = {keyword.arg for keyword in call.keywords}
        if called(call) not in TAKES_VALUES or None in given or not isinstance(key, ast.Constant):
            continue
        text = messages.get(key.value)
        if text is not None and (lacking := (fields(text.en) | fields(text.zh)) - given):
            wrong.append(
                f"{path.relative_to(root)}:{call.lineno} {key.value}: no value for {sorted(lacking)}"
            )
    assert wrong == [], "\n".join(wrong)


def test_every_message_is_used(product_trees: dict[Path, ast.Module]) -> None:
    """A key counts as used when a text or an f-string of the product spells it, or the head of its family."""
    keys = list(catalogue())
    groups = tuple({rf"{key.partition('.')[0]}\." for key in keys})
    patterns: set[str] = set()
    for tree in product_trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
                # a key, or the head of a family of keys that is completed where it is handed to
                if any(key == node.value or key.startswith(f"{node.value}.") for key in keys):
                    patterns |= {re.escape(node.value), rf"{re.escape(node.value)}\.{ANY_PART}"}
            elif isinstance(node, ast.JoinedStr):
                pattern = pattern_of(node) or ""
                if pattern.startswith(groups):
                    patterns.add(pattern)
    used = re.compile("|".join(sorted(patterns)))
    idle = [key for key in catalogue() if not used.fullmatch(key)]
    assert idle == [], "\n".join(idle)
