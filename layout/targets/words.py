"""Groups, standings, units and notes of the goals in both languages."""

from collections.abc import Mapping
from typing import Final

from geodata.text import Bilingual
from layout.entities.wording import both
from layout.fields import UNITS, word
from layout.i18n import catalogue

_UNITS: Final[Mapping[str, str]] = {
    "index": "targets.unit.index",
    "% vs 2022": "targets.unit.vs_2022",
    "clusters": "targets.unit.clusters",
    "1e4 CNY/person": "targets.unit.wan_per_person",
    "%/yr": "targets.unit.per_year",
    "1e4 CNY/tce": "targets.unit.wan_per_tce",
    "1e4 CNY/t": "targets.unit.wan_per_tonne",
    "1e6 t/yr": "targets.unit.million_tonnes",
    "1e6 TEU/yr": "targets.unit.million_teu",
    "centres": "targets.unit.centres",
    "x 2020 urban construction land": "targets.unit.urban_factor",
}


def unit_name(unit: str) -> Bilingual:
    """Return the unit of a goal in words; a code that is not known stands as it is."""
    return catalogue()[_UNITS[unit]] if unit in _UNITS else word(UNITS, unit)


def group_name(group: str) -> Bilingual:
    """Return the name of a group of goals; a code that is not known stands as it is."""
    return catalogue().get(f"targets.group.{group}", both(group))


def standing_name(standing: str) -> Bilingual:
    """Return how a goal stands in words."""
    return catalogue()[f"targets.standing.{standing}"]


def note_of(target_id: str, note: str) -> Bilingual:
    """Return what must be known of a goal; the note of a user's own table stands as it is written."""
    return catalogue().get(f"targets.note.{target_id}", both(note))
