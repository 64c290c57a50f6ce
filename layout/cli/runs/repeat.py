"""`cqlayout runs repeat`: compute a kept run again and say whether every number came out the same."""

from functools import partial

import click

from geodata.text import Language
from layout.cli.failures import EXIT_DONE, EXIT_WRONG_INPUT
from layout.cli.runs import arguments
from layout.cli.speech import SpokenCommand
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "runs.repeat",
        language,
        callback=partial(repeat, language=language),
        params=[arguments.folder(language), arguments.run(language)],
        example="cqlayout runs repeat kept first",
    )


def repeat(*, folder: str, run: str, language: Language) -> int:
    """Print whether the repetition is identical, and return the exit code: 0 identical, 2 not.

    Parameters
    ----------
    folder, run
        The store, and the run.
    language
        Language of the answer.

    Raises
    ------
    DataMissingError, DataFormatError
        There is no such run, or it cannot be read or repeated.
    """
    from layout.runs import RunStore  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.runs.kept_runs import repeat_run  # noqa: PLC0415 - as above

    kept = RunStore(folder).open(run)
    found = repeat_run(kept)
    if found.identical:
        click.echo(
            translate("cli.runs.repeat.identical", language, run=kept.run_id, digest=found.digest[:12])
        )
        return EXIT_DONE
    changed = ", ".join(found.changed)
    click.echo(translate("cli.runs.repeat.different", language, run=kept.run_id, parts=changed))
    if found.environment_changed:
        click.echo(translate("cli.runs.repeat.environment", language))
    return EXIT_WRONG_INPUT
