"""The command group `cqlayout landuse`."""

from geodata.text import Language
from layout.cli.landuse import check, frontier, gap, grade, indicators, paths, series, template
from layout.cli.speech import SpokenGroup


def command(language: Language) -> SpokenGroup:
    """Return the group with its help in `language`."""
    commands = (gap, frontier, paths, check, grade, indicators, series, template)
    return SpokenGroup(
        "landuse",
        language,
        commands=[module.command(language) for module in commands],
        example="cqlayout landuse gap",
    )
