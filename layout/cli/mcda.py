"""`cqlayout mcda`: rank the alternatives of a plain CSV table by the method of a TOML specification."""

import math
from functools import partial
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.inputs import json_flag, say_json, table_and_spec
from layout.cli.keeping import check_tags, keep_options, keep_run
from layout.cli.speech import SpokenCommand
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.workflow.plain.mcda import McdaRun

TOP = 20


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "mcda",
        language,
        callback=partial(mcda, language=language),
        params=[
            *table_and_spec(language),
            json_flag("cli.mcda.json", language),
            *keep_options(language),
        ],
        example="cqlayout mcda cases/plain/sites.csv --spec cases/plain/sites.toml --keep kept --tag first",
    )


def mcda(
    *, table: str, spec: str, as_json: bool, keep: str | None, tags: tuple[str, ...], language: Language
) -> None:
    """Print the ranking of a table, or everything that was computed as JSON.

    Parameters
    ----------
    table, spec
        Paths of the CSV table and of the TOML specification.
    as_json
        Print scores, ranks, weights and every intermediate table as JSON.
    keep, tags
        Folder to keep the run in, and words to know it by.
    language
        Language of what is printed; JSON carries notes in both.

    Raises
    ------
    DataMissingError, DataFormatError
        The table cannot be read as one.
    CaseError, WeightError, MissingDataError, EmptyCandidatesError
        The specification does not fit itself or the table.
    WriteError
        The run could not be kept.
    """
    from layout.workflow.plain.mcda import run_mcda  # noqa: PLC0415 - as above
    from layout.workflow.plain.mcda_json import mcda_data  # noqa: PLC0415 - as above
    from layout.workflow.runs.kept_runs import finished_run  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    check_tags(keep, tags, language=language)
    run = run_mcda(table, spec)
    data = mcda_data(run) if as_json or keep is not None else {}
    if keep is not None:
        keep_run(finished_run("mcda", data, table=table, spec=spec), keep, tags=tags, language=language)
    if as_json:
        say_json(data)
        return
    for line in ranking_lines(run, language):
        click.echo(line)


def ranking_lines(run: "McdaRun", language: Language) -> list[str]:
    """Return the best alternatives as a table, then the notes.

    Parameters
    ----------
    run
        The result.
    language
        Language of the lines.
    """
    solution = run.solution
    best = solution.order[:TOP]
    headings = [translate(f"cli.mcda.column.{name}", language) for name in ("rank", "alternative", "score")]
    beside = {} if run.agreement is None else {str(key): ranks for key, ranks in run.agreement.ranks.items()}
    beside.pop(solution.method, None)
    rows = [
        [
            str(solution.ranks[name]),
            name,
            _score(float(solution.scores[name])),
            *(str(ranks[name]) for ranks in beside.values()),
        ]
        for name in map(str, best)
    ]
    key = "cli.mcda.summary" if solution.higher_is_better else "cli.mcda.summary_low"
    summary = translate(
        key,
        language,
        method=solution.method,
        normalisation=solution.normalisation,
        shown=len(best),
        count=len(solution.ranks),
    )
    notes = [f"* {note.pick(language)}" for note in run.notes]
    return [summary, text_table([*headings, *beside], rows), *notes]


def _score(score: float) -> str:
    """Return a score, or a dash where there is none."""
    return "–" if math.isnan(score) else f"{score:.4f}"
