"""Why an output intensity has no value, in both languages: what is missing, or why two figures do not combine."""

from geodata.text import Bilingual
from layout.entities.wording import say
from layout.fields import period_name
from layout.i18n import catalogue
from layout.landuse.extents import extent_name
from layout.landuse.match import EntityFigures, Match
from layout.landuse.pairs import DENOMINATORS, NUMERATORS, Pair


def reason_of(pair: Pair, figures: EntityFigures, *, match: Match, max_year_gap: int) -> Bilingual | None:
    """Return why the entity has no value, None where it has one."""
    words = catalogue()
    if match.above is None:
        if figures.part_year:
            return part_year_reason(pair, figures)
        return say("map.reason.no_numerator", numerator=words[NUMERATORS[pair.numerator]])
    if match.below is None:
        return say("map.reason.no_denominator", denominator=words[DENOMINATORS[pair.denominator]])
    if match.above.extent != match.below.extent:
        return say(
            "map.reason.extent",
            numerator_extent=extent_name(match.above.extent),
            denominator_extent=extent_name(match.below.extent),
        )
    if match.gap > max_year_gap:
        return say(
            "map.reason.year_gap",
            gap=match.gap,
            numerator_year=match.above.year,
            denominator_year=match.below.year,
            limit=max_year_gap,
        )
    return words["map.reason.no_land"] if match.below.value <= 0 else None


def part_year_reason(pair: Pair, figures: EntityFigures) -> Bilingual:
    """Return the sentence that names the latest part-year figure and why it is not used."""
    words = catalogue()
    year, period = max(figures.part_year)
    name = pair.name if pair.printed else words[NUMERATORS[pair.numerator]]
    return say("map.reason.part_year", numerator=name, period=period_name(period), year=year)
