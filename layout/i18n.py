"""The one catalogue of messages: `layout/messages/*.toml`, both languages side by side.

Each entry is a table `[group.name]` with `en` and `zh`. A file holds one group of screens or one family of
domain words; a key appears in one file only. Placeholders are `{name}` and are filled with `str.format`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from geodata.text import Bilingual, Language


@cache
def catalogue() -> Mapping[str, Bilingual]:
    """Return every message by its dotted key.

    Raises
    ------
    ValueError
        A key appears twice, or lacks a language.
    """
    messages: dict[str, Bilingual] = {}
    folder = resources.files("layout") / "messages"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        for key, entry in _flatten("", tomllib.loads(file.read_text(encoding="utf-8"))):
            if key in messages:
                message = f"{file.name}: message {key} is defined twice"
                raise ValueError(message)
            messages[key] = entry
    return messages


def _flatten(prefix: str, table: Mapping[str, object]) -> list[tuple[str, Bilingual]]:
    """Return the (dotted key, text) pairs below `table`."""
    en, zh = table.get("en"), table.get("zh")
    if isinstance(en, str) and isinstance(zh, str) and len(table) == len(("en", "zh")):
        return [(prefix, Bilingual(en=en, zh=zh))]
    found: list[tuple[str, Bilingual]] = []
    for name, value in table.items():
        key = f"{prefix}.{name}" if prefix else name
        if not isinstance(value, Mapping):
            message = f"message {prefix}: expected a table with en and zh, found {name} = {value!r}"
            raise ValueError(message)  # noqa: TRY004 - a broken catalogue is a value problem of our own file
        found.extend(_flatten(key, value))
    return found


def translate(key: str, language: Language, **values: object) -> str:
    """Return message `key` in `language` with its placeholders filled.

    Raises
    ------
    KeyError
        The catalogue has no such key: a fault of ours that a test finds.
    """
    text = catalogue()[key].pick(language)
    return text.format(**values) if values else text
