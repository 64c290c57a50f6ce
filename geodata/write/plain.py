"""Columns as files hold them: one plain type each, no value lost in silence.

Text, whole numbers, numbers, true/false, dates, times of day with or without zone, bytes. Lists become text joined by
";", mappings JSON, categories their values, mixed columns text. What could not be kept as it was is told in notes.
"""

import datetime as dt
import json
from collections.abc import Mapping

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from geodata.write.values import json_value

_INT64 = np.iinfo(np.int64)


def plain_column(values: pd.Series) -> tuple[pd.Series, tuple[Bilingual, ...]]:
    """Return a column in the plain type that holds all its values, and what had to be changed for it.

    Parameters
    ----------
    values
        Any column that is not a geometry.

    Returns
    -------
    tuple
        A Series of dtype Int64, float64, boolean, object (text, date, bytes) or datetime64, with missing values as
        missing; and the notes.
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype(values.cat.categories.dtype if len(values.cat.categories) else object)
    kind = values.dtype.kind if isinstance(values.dtype, np.dtype) else ""
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.astype("boolean"), ()
    if pd.api.types.is_integer_dtype(values.dtype):
        return _whole(values)
    if pd.api.types.is_float_dtype(values.dtype):
        return values.astype("float64"), ()
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return _instants(values), ()
    if kind in "mc" and kind:
        return _as_text(values, str(values.dtype))
    return _objects(values)


def _whole(values: pd.Series) -> tuple[pd.Series, tuple[Bilingual, ...]]:
    """Return whole numbers as Int64, or as text where 64 bits do not hold one."""
    present = values.dropna()
    if len(present) and (int(present.max()) > _INT64.max or int(present.min()) < _INT64.min):
        return _as_text(values, "integer beyond 64 bits")
    return values.astype("Int64"), ()


def _instants(values: pd.Series) -> pd.Series:
    """Return times, those with a zone in UTC, to the millisecond that all formats hold."""
    zoned = values.dt.tz is not None
    moments = values.dt.tz_convert("UTC") if zoned else values
    result: pd.Series = moments.dt.as_unit("ms")
    return result


def _objects(  # noqa: PLR0911 - one line a type
    values: pd.Series,
) -> tuple[pd.Series, tuple[Bilingual, ...]]:
    """Return a column of Python objects by what it holds."""
    missing = values.isna() if not values.map(_is_container).any() else values.map(lambda item: item is None)
    present = values[~missing]
    kinds = {_kind(item) for item in present}
    if not kinds or kinds == {"text"}:
        return _texts(values, missing)
    if kinds == {"bool"}:
        return values.where(~missing, None).astype("boolean"), ()
    if kinds == {"int"}:
        return _whole(_typed(values, missing))
    if kinds <= {"int", "float"}:
        numbers = [np.nan if gone else float(item) for item, gone in zip(values, missing, strict=True)]
        return pd.Series(numbers, index=values.index, name=values.name, dtype="float64"), ()
    if kinds in ({"date"}, {"bytes"}):
        return values.astype(object).where(~missing, None), ()
    if kinds == {"datetime"} and len({pd.Timestamp(item).tz is None for item in present}) == 1:
        return _instants(_stamps(values.where(~missing, None))), ()
    return _as_text(values, " + ".join(sorted(kinds)), told=kinds != {"list"})


def _typed(values: pd.Series, missing: pd.Series) -> pd.Series:
    """Return Python integers as they are where they exceed 64 bits, else as Int64."""
    numbers = [pd.NA if gone else int(item) for item, gone in zip(values, missing, strict=True)]
    present = [item for item in numbers if item is not pd.NA]
    fits = all(_INT64.min <= item <= _INT64.max for item in present)
    return pd.Series(numbers, index=values.index, name=values.name, dtype="Int64" if fits else object)


def _stamps(values: pd.Series) -> pd.Series:
    """Return Python datetimes as one column; a mixture of zones becomes UTC."""
    zoned = any(pd.Timestamp(item).tz is not None for item in values.dropna())
    return pd.to_datetime(values, utc=True) if zoned else values.astype("datetime64[ms]")


def _texts(values: pd.Series, missing: pd.Series) -> tuple[pd.Series, tuple[Bilingual, ...]]:
    """Return text without NUL, at which C libraries stop reading, and without halves of surrogate pairs."""
    texts = [None if gone else str(item) for item, gone in zip(values, missing, strict=True)]
    clean = [None if text is None else writable_text(text) for text in texts]
    changed = sum(a != b for a, b in zip(texts, clean, strict=True))
    notes = () if not changed else (_note_cleaned(str(values.name), changed),)
    return pd.Series(clean, index=values.index, name=values.name, dtype=object), notes


def writable_text(text: str) -> str:
    """Return text that UTF-8 files hold: no NUL, no half of a surrogate pair.

    Parameters
    ----------
    text
        Any text.
    """
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", errors="replace").decode("utf-8")


def _as_text(values: pd.Series, what: str, *, told: bool = True) -> tuple[pd.Series, tuple[Bilingual, ...]]:
    """Return a column as text."""
    texts = [None if _is_missing(item) else writable_text(_text(item)) for item in values]
    note = Bilingual(
        en=f"Column {values.name} ({what}) is written as text.", zh=f"列“{values.name}”（{what}）以文本写出。"
    )
    return pd.Series(texts, index=values.index, name=values.name, dtype=object), (note,) if told else ()


def _text(item: object) -> str:
    """Return one value as text: lists joined by ";", mappings as JSON."""
    if isinstance(item, np.ndarray):
        item = item.tolist()
    if isinstance(item, list | tuple | set | frozenset):
        parts = sorted(map(str, item)) if isinstance(item, set | frozenset) else item
        return ";".join(part if isinstance(part, str) else _text(part) for part in parts)
    if isinstance(item, Mapping | Bilingual):
        return json.dumps(json_value(item), ensure_ascii=False)
    if isinstance(item, dt.date | dt.time):
        return item.isoformat()
    return str(item)


def _kind(item: object) -> str:  # noqa: PLR0911 - one line a type
    """Return what a value is; the order matters, since a bool is an int and a datetime a date."""
    if isinstance(item, str):
        return "text"
    if isinstance(item, bool | np.bool_):
        return "bool"
    if isinstance(item, int | np.integer):
        return "int"
    if isinstance(item, float | np.floating):
        return "float"
    if isinstance(item, dt.datetime | np.datetime64):
        return "datetime"
    if isinstance(item, dt.date):
        return "date"
    if isinstance(item, bytes | bytearray):
        return "bytes"
    return "list" if _is_container(item) else type(item).__name__


def _is_container(item: object) -> bool:
    """Return whether a value holds others, of which pandas would ask each whether it is missing."""
    return isinstance(item, list | tuple | set | frozenset | np.ndarray | Mapping)


def _is_missing(item: object) -> bool:
    """Return whether a value is missing."""
    return not _is_container(item) and bool(pd.isna(item))  # type: ignore[call-overload]


def _note_cleaned(column: str, count: int) -> Bilingual:
    """Return the note on characters that no file can hold."""
    return Bilingual(
        en=f"Column {column}: characters that no file can hold (NUL, half pairs) were removed from {count} texts.",
        zh=f"列“{column}”：{count} 个文本中含有文件无法保存的字符（NUL、不完整代理对），已去除。",
    )
