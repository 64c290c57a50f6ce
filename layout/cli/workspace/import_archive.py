"""`cqlayout workspace import`: an exported workspace on another machine."""

from functools import partial

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "workspace.import",
        language,
        callback=partial(import_archive, language=language),
        params=[
            click.Argument(["archive"], metavar="ARCHIVE", help=translate("cli.workspace.archive", language)),
            click.Argument(
                ["folder"], metavar="FOLDER", help=translate("cli.workspace.new_folder", language)
            ),
        ],
        example="cqlayout workspace import office.zip office-copy",
    )


def import_archive(*, archive: str, folder: str, language: Language) -> None:
    """Unpack an exported workspace into a new folder, once everything in it was checked.

    Parameters
    ----------
    archive
        The zip.
    folder
        A folder that is missing or empty.
    language
        Language of what is printed.

    Raises
    ------
    DataMissingError, DataFormatError
        There is no such archive, or it is damaged or holds what does not belong there.
    WorkspaceError
        The folder is not empty.
    WriteError
        The disk is full or read-only; nothing was left behind.
    """
    from geodata.workspace import import_workspace  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast

    workspace = import_workspace(archive, folder)
    count = len(workspace.items()) + len(workspace.items(binned=True))
    click.echo(translate("cli.workspace.import.done", language, folder=folder, count=count))
