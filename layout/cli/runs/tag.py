"""`cqlayout runs tag`: give a run words to know it by, or take them away."""

from functools import partial

import click

from geodata.text import Language
from layout.cli.runs import arguments
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "runs.tag",
        language,
        callback=partial(tag, language=language),
        params=[
            arguments.folder(language),
            arguments.run(language),
            SpokenOption(
                ["--add"], multiple=True, metavar="TAG", help=translate("cli.runs.tag.add", language)
            ),
            SpokenOption(
                ["--drop"], multiple=True, metavar="TAG", help=translate("cli.runs.tag.drop", language)
            ),
        ],
        example="cqlayout runs tag kept first --add commission",
    )


def tag(*, folder: str, run: str, add: tuple[str, ...], drop: tuple[str, ...], language: Language) -> None:
    """Add and drop tags and print what the run is called now.

    Parameters
    ----------
    folder, run
        The store, and the run.
    add, drop
        Tags.
    language
        Language of the answer.

    Raises
    ------
    DataMissingError, DataFormatError, WriteError
        There is no such run, or the store cannot be read or written.
    """
    from layout.runs import RunStore  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    store = RunStore(folder)
    whole = store.tag(run, add=add, drop=drop)
    tags = next(head.tags for head in store.heads() if head.run_id == whole)
    click.echo(translate("cli.runs.tag.done", language, run=whole, tags=", ".join(tags) or "–"))
