"""`cqlayout workspace init`: make an empty workspace."""

from functools import partial

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "workspace.init",
        language,
        callback=partial(init, language=language),
        params=[
            click.Argument(["folder"], metavar="FOLDER", help=translate("cli.workspace.folder", language))
        ],
        example="cqlayout workspace init office",
    )


def init(*, folder: str, language: Language) -> None:
    """Make an empty workspace in `folder`.

    Parameters
    ----------
    folder
        A folder; it is made if it is missing.
    language
        Language of what is printed.

    Raises
    ------
    WorkspaceError
        There is a workspace already.
    WriteError
        The folder cannot be made or written.
    """
    from geodata.workspace import Workspace  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast

    Workspace.create(folder)
    click.echo(translate("cli.workspace.init.done", language, folder=folder))
