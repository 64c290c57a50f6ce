"""`cqlayout runs`: the group of commands."""

from geodata.text import Language
from layout.cli.runs import compare, listing, receive, repeat, share, show, tag
from layout.cli.speech import SpokenGroup


def command(language: Language) -> SpokenGroup:
    """Return the command group with its help in `language`."""
    modules = (listing, show, tag, compare, repeat, share, receive)
    return SpokenGroup(
        "runs",
        language,
        commands=[module.command(language) for module in modules],
        example="cqlayout runs list kept",
    )
