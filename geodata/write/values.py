"""Turns the values of a frame into values that JSON knows."""

import datetime as dt
import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from geodata.errors import DataFormatError
from geodata.text import Bilingual

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def json_value(value: object) -> Json:
    """Return a value as JSON holds it.

    NaN, ±Infinity, <NA> and NaT become None: JSON has no numbers for them, and unknown is never zero. Scalars of
    numpy and pandas become Python's, tuples, lists and arrays become lists, dates ISO 8601 text, bilingual texts
    an object with en and zh.

    Raises
    ------
    DataFormatError
        A value of another type, or a key that is not text.
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        return json_value(value.item())
    if isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return _container(value)


def _container(value: object) -> Json:
    """Return a value that holds others."""
    if isinstance(value, Bilingual):
        return {"en": value.en, "zh": value.zh}
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise _unknown(key, "text as a key", "文本键名")
        return {str(key): json_value(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return [json_value(item) for item in value.tolist()]
    if isinstance(value, list | tuple):
        return [json_value(item) for item in value]
    raise _unknown(value, "a number, text, date, list or mapping", "数值、文本、日期、列表或映射")


def _unknown(value: object, expected_en: str, expected_zh: str) -> DataFormatError:
    """Return the error for a value that JSON does not know."""
    kind = type(value).__name__
    return DataFormatError(
        en=f"JSON: a value of type {kind} found, expected {expected_en}; convert or drop the column.",
        zh=f"JSON：遇到类型 {kind} 的值，应为{expected_zh}；请转换或删除该列。",
    )


def utf8(text: str, *, what: str) -> bytes:
    """Return text as UTF-8; `what` names the output in messages.

    Raises
    ------
    DataFormatError
        The text holds half a surrogate pair, which no encoding can write.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DataFormatError(
            en=f"{what}: half a surrogate pair found at character {error.start}, expected Unicode text;"
            " correct the name or note it stands in.",
            zh=f"{what}：第 {error.start} 个字符为不完整的代理对，应为合法的 Unicode 文本；请更正所在的名称或备注。",
        ) from error
