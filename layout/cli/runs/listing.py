"""`cqlayout runs list`: what is kept, the newest first."""

import json
from dataclasses import asdict
from functools import partial

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.runs import arguments
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

_COLUMNS = ("run", "kind", "when", "who", "title", "tags")


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "runs.list",
        language,
        callback=partial(list_runs, language=language),
        params=[
            arguments.folder(language),
            SpokenOption(["--tag"], metavar="TAG", help=translate("cli.runs.list.tag", language)),
            SpokenOption(["--json", "as_json"], is_flag=True, help=translate("cli.runs.list.json", language)),
        ],
        example="cqlayout runs list kept",
    )


def list_runs(*, folder: str, tag: str | None, as_json: bool, language: Language) -> None:
    """Print the runs of a store.

    Parameters
    ----------
    folder
        The store.
    tag
        Only runs with this tag.
    as_json
        Print as JSON.
    language
        Language of the headings.

    Raises
    ------
    DataMissingError, DataFormatError
        The folder holds no store, or none that can be read.
    """
    from layout.runs import RunStore  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    heads = RunStore(folder).heads(tag=tag)
    if as_json:
        click.echo(json.dumps([asdict(head) for head in heads], ensure_ascii=False, indent=2))
        return
    rows = [
        [head.run_id, head.kind, head.created_utc, head.who, head.title, ", ".join(head.tags)]
        for head in heads
    ]
    if rows:
        click.echo(text_table([translate(f"cli.runs.column.{name}", language) for name in _COLUMNS], rows))
    click.echo(translate("cli.runs.list.total", language, count=len(rows)))
