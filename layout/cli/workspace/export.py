"""`cqlayout workspace export`: a whole workspace as one archive."""

from functools import partial

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "workspace.export",
        language,
        callback=partial(export, language=language),
        params=[
            click.Argument(["folder"], metavar="FOLDER", help=translate("cli.workspace.folder", language)),
            click.Argument(["archive"], metavar="ARCHIVE", help=translate("cli.workspace.archive", language)),
        ],
        example="cqlayout workspace export office office.zip",
    )


def export(*, folder: str, archive: str, language: Language) -> None:
    """Write a workspace with its whole history as one zip.

    Parameters
    ----------
    folder
        The workspace.
    archive
        The zip; an older one is replaced when the new one is whole.
    language
        Language of what is printed.

    Raises
    ------
    WorkspaceError
        The folder is no workspace, or a file of it is missing or was changed.
    WriteError
        The archive could not be written whole.
    """
    from geodata.workspace import export_workspace  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast

    members = export_workspace(folder, archive)
    click.echo(translate("cli.workspace.export.done", language, archive=archive, count=len(members)))
