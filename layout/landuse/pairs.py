"""What "output per land" may mean: numerators, denominators and the pairs they form.

The plan asks for 75 亿元 of output per km² of industrial land and defines neither. Both are therefore the
user's choice, and every intensity carries the id of its pair. A pair's id is safe in a URL:
`gross_output-per-approved_area`, or `printed-output_per_km2` for a ratio that a source printed itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.text import Bilingual
from layout.entities.wording import say
from layout.errors import UnlikePairError
from layout.i18n import catalogue

NUMERATORS: Final[Mapping[str, str]] = {
    "gross_output": "map.numerator.gross_output",
    "operating_revenue": "map.numerator.operating_revenue",
    "operating_revenue_all": "map.numerator.operating_revenue_all",
    "value_added": "map.numerator.value_added",
}
"""Indicators that may stand above the line, in order of nearness to the plan's "output"."""

DENOMINATORS: Final[Mapping[str, str]] = {
    "industrial_land_km2": "map.denominator.industrial_land_km2",
    "built_up_km2": "map.denominator.built_up_km2",
    "planned_industrial_land_km2": "map.denominator.planned_industrial_land_km2",
    "approved_area": "map.denominator.approved_area",
    "planned_area_km2": "map.denominator.planned_area_km2",
    "managed_area_km2": "map.denominator.managed_area_km2",
}
"""Land that may stand below the line, in order of nearness to industrial land in use."""

PRINTED: Final[Mapping[str, str]] = {
    "output_per_km2": "map.pair.printed_output",
    "value_added_per_km2": "map.pair.printed_value_added",
}
"""Indicators that are already a ratio, shown as printed."""

_NOTES: Final[Mapping[str, str]] = {
    "operating_revenue_all": "map.numerator_note.operating_revenue_all",
    "value_added": "map.numerator_note.value_added",
    "built_up_km2": "map.denominator_note.built_up_km2",
    "planned_industrial_land_km2": "map.denominator_note.planned_industrial_land_km2",
    "planned_area_km2": "map.denominator_note.planned_area_km2",
    "managed_area_km2": "map.denominator_note.managed_area_km2",
    "approved_area": "map.denominator_note.approved_area",
}
_PER = "-per-"
_PRINTED = "printed-"

BEST: Final = "best"
"""Not a pair but the request for each entity's best figure, whatever its pair: marked, never compared."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One definition of output intensity.

    Parameters
    ----------
    pair_id
        `<numerator>-per-<denominator>`, or `printed-<indicator>`.
    numerator, denominator
        Indicator ids; for a printed ratio both are its own indicator.
    name
        The pair in words.
    notes
        What to keep in mind when reading figures of this pair.
    """

    pair_id: str
    numerator: str
    denominator: str
    name: Bilingual
    notes: tuple[Bilingual, ...]

    @property
    def printed(self) -> bool:
        """Return whether the ratio was printed by a source and not computed here."""
        return self.pair_id.startswith(_PRINTED)


def pair_of(numerator: str, denominator: str) -> Pair:
    """Return the pair of two indicator ids.

    Raises
    ------
    UnlikePairError
        One of the two is not an output or not a land indicator.
    """
    if numerator not in NUMERATORS or denominator not in DENOMINATORS:
        raise _unknown(numerator + _PER + denominator)
    words = catalogue()
    name = say(
        "map.pair.name", numerator=words[NUMERATORS[numerator]], denominator=words[DENOMINATORS[denominator]]
    )
    notes = tuple(words[_NOTES[part]] for part in (numerator, denominator) if part in _NOTES)
    return Pair(f"{numerator}{_PER}{denominator}", numerator, denominator, name, notes)


def printed_pair(indicator_id: str) -> Pair:
    """Return the "as printed" pair of an indicator that is itself a ratio.

    Raises
    ------
    UnlikePairError
        The indicator is not a printed intensity.
    """
    if indicator_id not in PRINTED:
        raise _unknown(_PRINTED + indicator_id)
    words = catalogue()
    return Pair(
        f"{_PRINTED}{indicator_id}",
        indicator_id,
        indicator_id,
        words[PRINTED[indicator_id]],
        (words["map.pair.printed_note"],),
    )


def pair(pair_id: str) -> Pair:
    """Return the pair with this id.

    Raises
    ------
    UnlikePairError
        There is no such pair.

    Examples
    --------
    >>> pair("gross_output-per-approved_area").name.zh
    '规模以上工业总产值 ÷ 核准面积'
    """
    if pair_id.startswith(_PRINTED):
        return printed_pair(pair_id.removeprefix(_PRINTED))
    numerator, _, denominator = pair_id.partition(_PER)
    if numerator not in NUMERATORS or denominator not in DENOMINATORS:
        raise _unknown(pair_id)
    return pair_of(numerator, denominator)


def pairs() -> tuple[Pair, ...]:
    """Return every pair: computed ones by numerator then denominator, then the printed ones."""
    computed = [pair_of(numerator, denominator) for numerator in NUMERATORS for denominator in DENOMINATORS]
    return (*computed, *(printed_pair(indicator_id) for indicator_id in PRINTED))


def _unknown(pair_id: str) -> UnlikePairError:
    """Return the error for a pair that is not defined."""
    numerators, denominators = ", ".join(NUMERATORS), ", ".join(DENOMINATORS)
    return UnlikePairError(
        en=f"Output intensity {pair_id!r}: no such pair; expected <numerator>-per-<denominator> of "
        f"({numerators}) and ({denominators}), or printed-<indicator> of ({', '.join(PRINTED)}).",
        zh=f"土地产出强度口径 {pair_id!r} 不存在；应为 <分子>-per-<分母>，分子取 ({numerators})，"
        f"分母取 ({denominators})，或 printed-<指标>，指标取 ({', '.join(PRINTED)})。",
    )
