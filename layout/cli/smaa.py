"""`cqlayout smaa`: how often each alternative of a plain table gets each rank while weights and values vary."""

import json
import math
from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.keeping import check_tags, keep_options, keep_run
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.workflow.smaa_table import SmaaRun

DEFAULT_DRAWS = 10_000
MOST_DRAWS = 10_000_000
MOST_SEED = 2**63 - 1
TOP = 20


class Chosen(TypedDict):
    """What may be left out on the line."""

    draws: int
    seed: int
    keep: str | None
    tags: tuple[str, ...]


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "smaa",
        language,
        callback=partial(smaa, language=language),
        params=[
            click.Argument(["table"], metavar="TABLE", help=translate("cli.mcda.table", language)),
            SpokenOption(
                ["--spec"], required=True, metavar="SPEC", help=translate("cli.smaa.spec", language)
            ),
            SpokenOption(
                ["--draws"],
                type=click.IntRange(1, MOST_DRAWS),
                default=DEFAULT_DRAWS,
                metavar="N",
                help=translate("cli.smaa.draws", language),
            ),
            SpokenOption(
                ["--seed"],
                type=click.IntRange(0, MOST_SEED),
                default=0,
                metavar="S",
                help=translate("cli.smaa.seed", language),
            ),
            SpokenOption(["--json", "as_json"], is_flag=True, help=translate("cli.smaa.json", language)),
            *keep_options(language),
        ],
        example="cqlayout smaa cases/plain/sites.csv --spec cases/plain/sites.toml --draws 2000 --seed 7 --keep kept --tag second",
    )


def smaa(*, table: str, spec: str, as_json: bool, language: Language, **chosen: Unpack[Chosen]) -> None:
    """Print first-rank acceptability, confidence and expected rank, or everything as JSON.

    Parameters
    ----------
    table, spec
        Paths of the CSV table and of the TOML specification.
    as_json
        Print as JSON.
    language
        Language of what is printed; JSON carries notes in both.
    chosen
        Number of draws, the seed of all of them, where to keep the run, and words to know it by.

    Raises
    ------
    DataMissingError, DataFormatError
        The table cannot be read as one.
    CaseError, WeightError, MissingDataError, EmptyCandidatesError
        The specification does not fit itself or the table.
    """
    from layout.workflow.kept_runs import finished_run  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.mcda_json import smaa_data  # noqa: PLC0415 - as above
    from layout.workflow.smaa_table import run_smaa_table  # noqa: PLC0415 - as above

    keep, tags = chosen["keep"], chosen["tags"]
    check_tags(keep, tags, language=language)
    settings = {"draws": chosen["draws"], "seed": chosen["seed"]}
    run = run_smaa_table(table, spec, draws=chosen["draws"], seed=chosen["seed"])
    data = smaa_data(run.result, notes=run.notes, normalisation=run.normalisation)
    if keep is not None:
        finished = finished_run("smaa", data, table=table, spec=spec, settings=settings)
        keep_run(finished, keep, tags=tags, language=language)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))
        return
    for line in acceptability_lines(run, language):
        click.echo(line)


def acceptability_lines(run: "SmaaRun", language: Language) -> list[str]:
    """Return the alternatives by first-rank acceptability as a table, then the notes.

    Parameters
    ----------
    run
        The result.
    language
        Language of the lines.
    """
    result = run.result
    first = result.acceptability.iloc[:, 0].sort_values(ascending=False, kind="stable")
    headings = [
        translate(f"cli.smaa.column.{name}", language)
        for name in ("alternative", "first", "confidence", "expected", "ranks")
    ]
    rows = []
    for name in map(str, first.index[:TOP]):
        share, confidence = float(first[name]), float(result.confidence[name])
        rows.append(
            [
                name,
                f"{100 * share:.1f} %",
                "–" if math.isnan(confidence) else f"{100 * confidence:.0f} %",
                f"{float(result.expected_rank[name]):.2f}",
                f"{result.rank_best[name]}–{result.rank_worst[name]}",
            ]
        )
    summary = translate(
        "cli.smaa.summary",
        language,
        draws=result.settings.draws,
        space=translate(f"cli.smaa.space.{result.settings.space.kind}", language),
        error=f"{100 * result.error:.1f}",
    )
    return [summary, text_table(headings, rows), *(f"* {note.pick(language)}" for note in run.notes)]
