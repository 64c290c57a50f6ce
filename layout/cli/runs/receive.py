"""`cqlayout runs receive`: keep a run that somebody sent, after checking it."""

from functools import partial
from pathlib import Path

import click

from geodata.text import Language
from layout.cli.runs import arguments
from layout.cli.speech import SpokenCommand
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "runs.receive",
        language,
        callback=partial(receive, language=language),
        params=[
            arguments.folder(language),
            click.Argument(["file"], metavar="FILE", help=translate("cli.runs.receive.file", language)),
        ],
        example="cqlayout runs receive office first.run.json",
    )


def receive(*, folder: str, file: str, language: Language) -> None:
    """Check every checksum of a shared run and keep it.

    Parameters
    ----------
    folder
        The store.
    file
        The file.
    language
        Language of the answer.

    Raises
    ------
    DataMissingError, DataFormatError, WriteError
        The file cannot be read or trusted, or the run cannot be kept.
    """
    from geodata.errors import DataMissingError  # noqa: PLC0415 - beside the heavy ones
    from layout.runs import RunStore, run_from_bytes  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    path = Path(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataMissingError(
            en=f"{path}: cannot be read ({error.strerror}); give the path of a shared run.",
            zh=f"{path}：无法读取（{error.strerror}）；请给出共享运行文件的路径。",
        ) from error
    run = run_from_bytes(content, origin=path.name)
    RunStore(folder).keep(run)
    click.echo(translate("cli.runs.receive.done", language, run=run.run_id, folder=folder, title=run.title))
