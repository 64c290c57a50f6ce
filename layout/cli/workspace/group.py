"""`cqlayout workspace`: the group of commands."""

from geodata.text import Language
from layout.cli.speech import SpokenGroup
from layout.cli.workspace import check, export, import_archive, init, listing


def command(language: Language) -> SpokenGroup:
    """Return the command group with its help in `language`."""
    return SpokenGroup(
        "workspace",
        language,
        commands=[module.command(language) for module in (init, listing, check, export, import_archive)],
        example="cqlayout workspace init office",
    )
