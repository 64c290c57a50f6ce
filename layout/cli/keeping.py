"""What `score`, `mcda` and `smaa` share: the options that keep a run, and the line that says where it is."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.speech import SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.runs import Run


def keep_options(language: Language) -> list[SpokenOption]:
    """Return `--keep FOLDER` (also `--keep-in`) and `--tag TAG`."""
    return [
        SpokenOption(
            ["--keep", "--keep-in", "keep"], metavar="FOLDER", help=translate("cli.runs.keep", language)
        ),
        SpokenOption(
            ["--tag", "tags"], multiple=True, metavar="TAG", help=translate("cli.runs.keep_tag", language)
        ),
    ]


def check_tags(keep: str | None, tags: tuple[str, ...], *, language: Language) -> None:
    """Refuse tags for a run that is not kept.

    Raises
    ------
    click.UsageError
        There are tags and no folder.
    """
    if tags and keep is None:
        raise click.UsageError(translate("cli.runs.keep_lost", language))


def keep_run(run: "Run", folder: str, *, tags: tuple[str, ...], language: Language) -> None:
    """Keep a finished run and say so on stderr, which leaves stdout to the result.

    Parameters
    ----------
    run
        The run.
    folder
        The store.
    tags
        Words to know it by.
    language
        Language of the line.

    Raises
    ------
    WriteError, DataFormatError
        It could not be kept.
    """
    from layout.runs import RunStore  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    RunStore(folder).keep(replace(run, tags=frozenset(tags)))
    click.echo(translate("cli.runs.kept", language, run=run.run_id, folder=folder), err=True)
