"""`cqlayout runs share`: write a run as one file that can be sent."""

from functools import partial
from pathlib import Path

import click

from geodata.text import Language
from layout.cli.runs import arguments
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "runs.share",
        language,
        callback=partial(share, language=language),
        params=[
            arguments.folder(language),
            arguments.run(language),
            SpokenOption(
                ["--out"], required=True, metavar="FILE", help=translate("cli.runs.share.out", language)
            ),
        ],
        example="cqlayout runs share kept first --out first.run.json",
    )


def share(*, folder: str, run: str, out: str, language: Language) -> None:
    """Write the file whole, with inputs and checksums inside.

    Parameters
    ----------
    folder, run
        The store, and the run.
    out
        The file.
    language
        Language of the answer.

    Raises
    ------
    DataMissingError, DataFormatError, WriteError
        There is no such run, or the file cannot be written.
    """
    from geodata.write import write_file  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.runs import RunStore, run_to_bytes  # noqa: PLC0415 - as above

    found = RunStore(folder).open(run)
    write_file(Path(out), run_to_bytes(found))
    click.echo(translate("cli.runs.share.done", language, run=found.run_id, path=out))
