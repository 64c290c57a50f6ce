"""A cell of a frame as the text that a table on the screen shows."""

import math
from typing import Any

import numpy as np
import pandas as pd

from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate

_DIGITS = 6


def plain_value(value: Any) -> Any:  # noqa: ANN401 - cells of a frame hold text, numbers or nothing
    """Return a cell as a plain JSON value, a list as one text, None where it is unknown (NaN, NA)."""
    if isinstance(value, tuple | list):
        return ", ".join(str(item) for item in value)
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def plain_row(frame: pd.DataFrame, label: str) -> dict[str, Any]:
    """Return the row `label` as plain values by column; lists stay lists."""
    row = frame.loc[[label]].to_dict("records")[0]
    return {str(name): cell if isinstance(cell, tuple) else plain_value(cell) for name, cell in row.items()}


def cell_text(value: object, language: Language) -> str:
    """Return a cell as text: lists joined, numbers plain, nothing as "no data".

    Parameters
    ----------
    value
        Text, number, truth value, tuple, or nothing (NaN, NA, None, "").
    language
        Language of "no data".
    """
    if isinstance(value, tuple | list):
        return "; ".join(str(item) for item in value) or translate("domain.no_data", language)
    if value is None or value is pd.NA or value == "" or (isinstance(value, float) and np.isnan(value)):
        return translate("domain.no_data", language)
    if isinstance(value, bool | np.bool_):
        return translate("ui.word.yes" if value else "ui.word.no", language)
    if isinstance(value, int | np.integer):
        return str(int(value))
    if isinstance(value, float | np.floating):
        return plain(float(value), _DIGITS)
    return str(value)


def number_text(value: object, language: Language, *, digits: int = 4) -> str:
    """Return a number in a few digits, or "no data"."""
    known = isinstance(value, int | float | np.number) and math.isfinite(value)
    return plain(float(str(value)), digits) if known else translate("domain.no_data", language)


def share_text(value: object, language: Language) -> str:
    """Return a share (1 is all) as per cent, or "no data"."""
    known = isinstance(value, int | float | np.number) and math.isfinite(value)
    return f"{100 * float(str(value)):.1f} %" if known else translate("domain.no_data", language)


def year_text(value: object) -> str:
    """Return a year in brackets with a blank before it, "" where it is unknown."""
    return f" ({int(value)})" if isinstance(value, int | float) and math.isfinite(value) else ""
