"""`--workspace`: the one way in which a command reads the office's own figures; what was read is told."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import click

from geodata.text import Language
from layout.cli.speech import Callback, SpokenOption
from layout.i18n import translate
from layout.workflow.desk.choice import use_workspace


def workspace_option(language: Language) -> SpokenOption:
    """Return the option; its value is the folder of a workspace or None."""
    return SpokenOption(["--workspace"], metavar="W", help=translate("join.cli.workspace", language))


@contextmanager
def at_desk(workspace: str | None) -> Iterator[None]:
    """Lay a workspace beside the embedded facts for as long as the block runs; without one the facts stand alone.

    Parameters
    ----------
    workspace
        Its folder, or None.

    Raises
    ------
    WorkspaceError
        The folder holds no workspace, one of another format, or a damaged one.
    """
    if workspace is not None:
        from geodata.workspace import Workspace  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast

        Workspace.open(workspace)
    with use_workspace(workspace):
        yield


def named_desk(workspace: str | None) -> AbstractContextManager[None]:
    """Return the desk of a command that reads layers of a workspace: that of the option, else the one in use.

    Parameters
    ----------
    workspace
        Its folder, or None.

    Raises
    ------
    WorkspaceError
        As `at_desk`.
    """
    return nullcontext() if workspace is None else at_desk(workspace)


def layers_option(language: Language) -> SpokenOption:
    """Return `--workspace` of a command that `named_desk` serves."""
    return SpokenOption(["--workspace"], metavar="W", help=translate("cli.raster.workspace", language))


def desk_lines(language: Language) -> list[str]:
    """Return a line for each item of the workspace that changed the figures: its version and checksum.

    Parameters
    ----------
    language
        Language of the lines.
    """
    from layout.workflow.desk.tables import desk_record  # noqa: PLC0415 - as above

    return [
        translate("join.cli.used", language, item=one.item, version=one.version, sha256=one.sha256)
        for one in desk_record()
    ]


def desk_callback(function: Callback, language: Language, *, tell: bool = True) -> Callback:
    """Return the callback of a command with `workspace_option`: the command at the desk that the option lays out.

    Parameters
    ----------
    function
        Takes the other options and `language`.
    language
        Language of what is printed.
    tell
        Whether a line for each item used is printed after it; False where the command does so itself.
    """

    def call(*, workspace: str | None, **asked: object) -> None:
        with at_desk(workspace):
            function(language=language, **asked)
            for line in desk_lines(language) if tell else ():
                click.echo(f"* {line}")

    return call
