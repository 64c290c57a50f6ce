"""Indicators of a table of entities: each value with the two figures it was made of, or why there is none.

Columns of the result (`COLUMNS`): entity, indicator_id, value, unit, numerator, numerator_value, denominator,
denominator_value (亿元, km², persons, tce, t), basis ("computed" or "missing"), reason_en, reason_zh, document_en,
document_zh, clause.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import say
from layout.i18n import catalogue
from layout.landuse.indicators.definition import Indicator
from layout.landuse.indicators.register import INDICATORS, indicator
from layout.landuse.quantities import column_of, quantity

COLUMNS: Final = (
    "entity",
    "indicator_id",
    "value",
    "unit",
    "numerator",
    "numerator_value",
    "denominator",
    "denominator_value",
    "basis",
    "reason_en",
    "reason_zh",
    "document_en",
    "document_zh",
    "clause",
)


def indicator_values(frame: pd.DataFrame, indicator_id: str) -> pd.Series:
    """Return one indicator of every entity, with the index of the frame, NaN where undefined.

    Parameters
    ----------
    frame
        One row an entity; columns `<quantity>_<unit>`.
    indicator_id
        Id in the register.

    Raises
    ------
    UnknownKeyError
        There is no such indicator.
    UnitError
        A column's unit is not stated, or a quantity is given twice.
    """
    chosen = indicator(indicator_id)
    values = chosen.kernel(quantity(frame, chosen.numerator), quantity(frame, chosen.denominator))
    return values.rename(indicator_id)


def available(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the indicators of which the frame has both quantities."""
    return tuple(
        one.indicator_id
        for one in INDICATORS.values()
        if column_of(frame, one.numerator) is not None and column_of(frame, one.denominator) is not None
    )


def indicator_table(frame: pd.DataFrame, wanted: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the indicators of every entity in long form with their pairs of figures.

    Parameters
    ----------
    frame
        One row an entity, index entity; columns `<quantity>_<unit>`.
    wanted
        Ids in the register; those for which the frame has both quantities when None.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`; one row an indicator and entity.

    Raises
    ------
    UnknownKeyError, UnitError
        As `indicator_values`.
    """
    chosen = available(frame) if wanted is None else tuple(wanted)
    parts = [_rows(frame, indicator(indicator_id)) for indicator_id in chosen]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def _rows(frame: pd.DataFrame, chosen: Indicator) -> pd.DataFrame:
    """Return the rows of one indicator."""
    above, below = quantity(frame, chosen.numerator), quantity(frame, chosen.denominator)
    values = chosen.kernel(above, below)
    reasons = [
        _reason(chosen, value, top, bottom) for value, top, bottom in zip(values, above, below, strict=True)
    ]
    rows = pd.DataFrame(
        {
            "entity": frame.index,
            "indicator_id": chosen.indicator_id,
            "value": values.to_numpy(),
            "unit": chosen.unit,
            "numerator": chosen.numerator,
            "numerator_value": above.to_numpy(),
            "denominator": chosen.denominator,
            "denominator_value": below.to_numpy(),
            "basis": np.where(values.notna(), "computed", "missing"),
            "reason_en": [reason.en for reason in reasons],
            "reason_zh": [reason.zh for reason in reasons],
            "document_en": chosen.document.en,
            "document_zh": chosen.document.zh,
            "clause": chosen.clause,
        }
    )
    return rows[list(COLUMNS)]


def _reason(chosen: Indicator, value: float, above: float, below: float) -> Bilingual:
    """Return why an indicator has no value, "" where it has one."""
    if np.isfinite(value):
        return Bilingual(en="", zh="")
    words = catalogue()
    for name, figure in ((chosen.numerator, above), (chosen.denominator, below)):
        if not np.isfinite(figure):
            return say("landuse.reason.unknown", quantity=words[f"landuse.quantity.{name}"])
    if below <= 0:
        return say("landuse.reason.not_positive", quantity=words[f"landuse.quantity.{chosen.denominator}"])
    if above < 0:
        return say("landuse.reason.negative", quantity=words[f"landuse.quantity.{chosen.numerator}"])
    return say(
        "landuse.reason.part_above_whole",
        part=words[f"landuse.quantity.{chosen.numerator}"],
        whole=words[f"landuse.quantity.{chosen.denominator}"],
    )
