"""One fact of a panel: a value with its unit, year, firmness and sources, or the statement that it is not known."""

import math
from dataclasses import dataclass
from typing import Final, Literal

from geodata.text import Bilingual, Language
from layout.entities.wording import listing, plain
from layout.fields import QUALIFIERS, word
from layout.i18n import translate
from layout.workflow.desk.tables import cite

COMPUTED_DIGITS: Final = 4
PRINTED_DIGITS: Final = 10

Group = Literal["identity", "place", "land", "industry", "statistic", "intensity"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value that knows where it comes from.

    Parameters
    ----------
    fact_id
        Stable id within the panel, such as "approved_area" or "gross_output@2022".
    group
        The section of the panel.
    label
        What the value is.
    value
        A number in `unit`, a text, or None for "no data".
    unit
        Unit of a number.
    year
        Year of the value, None where it has none or it is not known.
    period
        Part of the year that a part-year figure covers; None for a full year.
    qualifier
        exact, at_least, at_most or about.
    confidence
        seen_primary, seen_secondary, recalled or office; "" where the fact has no source of its own.
    sources
        Citations.
    note
        What to keep in mind; for a value that is not known, why.
    digits
        Significant figures shown: all of a printed figure, four of a computed one.
    """

    fact_id: str
    group: Group
    label: Bilingual
    value: float | Bilingual | None
    unit: Bilingual | None = None
    year: int | None = None
    period: Bilingual | None = None
    qualifier: str = "exact"
    confidence: str = ""
    sources: tuple[Bilingual, ...] = ()
    note: Bilingual | None = None
    digits: int = PRINTED_DIGITS

    def text(self, language: Language) -> str:
        """Return the value as text with its qualifier and unit, or "no data".

        Examples
        --------
        >>> from geodata.text import Bilingual
        >>> yi = Bilingual(en="1e8 CNY/km²", zh="亿元/km²")
        >>> Fact("x", "statistic", yi, 60.0, unit=yi, qualifier="at_least").text("zh")
        '不低于 60 亿元/km²'
        """
        if self.value is None:
            return translate("domain.no_data", language)
        if isinstance(self.value, Bilingual):
            return self.value.pick(language)
        parts = [plain(self.value, self.digits)]
        if self.qualifier != "exact":
            parts.insert(0, word(QUALIFIERS, self.qualifier).pick(language))
        if self.unit is not None:
            parts.append(self.unit.pick(language))
        return " ".join(parts)


def known(value: float) -> float | None:
    """Return a number, None where it is NaN (unknown)."""
    return None if math.isnan(value) else value


def cited(source_ids: tuple[str, ...]) -> tuple[Bilingual, ...]:
    """Return the citations of some sources."""
    return tuple(cite(source_id) for source_id in source_ids)


def text_or_none(zh: str, en: str) -> Bilingual | None:
    """Return a text of the table in both languages, None where it is blank."""
    return Bilingual(en=en or zh, zh=zh or en) if zh or en else None


def listed(items: list[Bilingual]) -> Bilingual | None:
    """Return an enumeration, None of nothing."""
    return listing(items) if items else None
