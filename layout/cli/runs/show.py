"""`cqlayout runs show`: one run with its inputs' checksums, environment and ranking."""

import json
from functools import partial

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.runs import arguments
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

TOP = 20


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "runs.show",
        language,
        callback=partial(show, language=language),
        params=[
            arguments.folder(language),
            arguments.run(language),
            SpokenOption(["--json", "as_json"], is_flag=True, help=translate("cli.runs.show.json", language)),
        ],
        example="cqlayout runs show kept first",
    )


def show(*, folder: str, run: str, as_json: bool, language: Language) -> None:
    """Print one run.

    Parameters
    ----------
    folder, run
        The store, and the run.
    as_json
        Print the whole result as JSON.
    language
        Language of the labels.

    Raises
    ------
    DataMissingError, DataFormatError
        There is no such run, or it cannot be read.
    """
    from layout.runs import RunStore  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    found = RunStore(folder).open(run)
    if as_json:
        click.echo(json.dumps(found.result, ensure_ascii=False, indent=2))
        return
    packages = ", ".join(
        f"{name} {version}" for name, version in found.environment["packages"].items() if version
    )
    facts = {
        "run": found.run_id,
        "kind": found.kind,
        "when": found.created_utc,
        "who": found.who,
        "title": found.title,
        "tags": ", ".join(sorted(found.tags)),
        "inputs": ", ".join(f"{name} {checksum[:12]}" for name, checksum in found.checksums.items()),
        "environment": f"Python {found.environment['python']}, {packages}",
        "digest": found.digest,
    }
    click.echo(
        "\n".join(f"{translate(f'cli.runs.column.{key}', language)}: {value}" for key, value in facts.items())
    )
    ranks = sorted((found.result.get("ranks") or {}).items(), key=lambda item: (item[1] is None, item[1]))
    if ranks:
        headings = [translate(f"cli.mcda.column.{name}", language) for name in ("rank", "alternative")]
        click.echo(text_table(headings, [[str(rank), name] for name, rank in ranks[:TOP]]))
