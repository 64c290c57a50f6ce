"""The two arguments that the commands on kept runs share."""

import click

from geodata.text import Language
from layout.i18n import translate


def folder(language: Language) -> click.Argument:
    """Return the argument for the folder of the store."""
    return click.Argument(["folder"], metavar="FOLDER", help=translate("cli.runs.folder", language))


def run(language: Language) -> click.Argument:
    """Return the argument for one run: an id, its first digits, or a tag."""
    return click.Argument(["run"], metavar="RUN", help=translate("cli.runs.run", language))
