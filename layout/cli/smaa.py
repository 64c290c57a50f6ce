"""`cqlayout smaa`: how often each alternative gets each rank while weights and values vary; of a table or a case."""

import math
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from geodata.text import Bilingual, Language
from layout.cli.columns import text_table
from layout.cli.inputs import case_of, draws_and_seed, json_flag, ranked_case, say_json, table_or_case
from layout.cli.keeping import check_tags, keep_options, keep_run
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.scoring.labels import Labels
    from layout.scoring.robustness.model_choice import DrawnBy
    from layout.scoring.robustness.smaa import SmaaResult

DEFAULT_DRAWS = 10_000
MODELS = ("method", "additive")
TOP = 20


class Chosen(TypedDict):
    """What may be left out on the line."""

    draws: int | None
    seed: int | None
    model: "DrawnBy | None"
    keep: str | None
    tags: tuple[str, ...]
    workspace: str | None


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "smaa",
        language,
        callback=partial(smaa, language=language),
        params=[
            *table_or_case(language),
            *draws_and_seed(language),
            SpokenOption(["--model"], type=click.Choice(MODELS), help=translate("cli.smaa.model", language)),
            json_flag("cli.smaa.json", language),
            *keep_options(language),
        ],
        example="cqlayout smaa cases/plain/sites.csv --spec cases/plain/sites.toml --draws 2000 --seed 7 --keep kept --tag second",
    )


def smaa(
    *, table: str, spec: str | None, as_json: bool, language: Language, **chosen: Unpack[Chosen]
) -> None:
    """Print first-rank acceptability, confidence and expected rank, or everything as JSON.

    Parameters
    ----------
    table, spec
        A case; or paths of a CSV table and of its TOML specification.
    as_json
        Print as JSON.
    language
        Language of what is printed; JSON carries notes in both.
    chosen
        Number of draws, the seed of all of them, what scores them, where to keep the run, words to know it by, and
        the workspace of the office's own parks and sites for a case.

    Raises
    ------
    click.UsageError
        Tags for a run that is not kept.
    DataMissingError, DataFormatError
        The table cannot be read as one.
    CaseError, WeightError, MissingDataError, EmptyCandidatesError
        The specification does not fit itself or the table, or the case cannot be run.
    OwnSiteError, WorkspaceError
        Own sites of the case are not there or cannot be used.
    """
    case = case_of(table, spec, workspace=chosen["workspace"], language=language)
    check_tags(chosen["keep"], chosen["tags"], language=language)
    if case is not None:
        _of_case(case, as_json=as_json, language=language, **chosen)
    else:
        _of_table(table, str(spec), as_json=as_json, language=language, **chosen)


def _of_case(case: Path, *, as_json: bool, language: Language, **chosen: Unpack[Chosen]) -> None:
    """Print SMAA of a case."""
    from layout.workflow.ranking.proof import site_smaa  # noqa: PLC0415 - as above
    from layout.workflow.runs.kept_smaa import site_smaa_data, site_smaa_run  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    result = ranked_case(case, chosen["workspace"])
    model = chosen["model"] or result.case.robustness.model
    found, notes = site_smaa(result, draws=chosen["draws"], seed=chosen["seed"], drawn_by=model)
    data = site_smaa_data(result, found, notes=notes)
    if chosen["keep"] is not None:
        run = site_smaa_run(result, data, drawn_by=model)
        keep_run(run, chosen["keep"], tags=chosen["tags"], language=language)
    if as_json:
        say_json(data)
        return
    for line in acceptability_lines(found, notes, language=language, labels=result.model.problem.labels):
        click.echo(line)


def _of_table(table: str, spec: str, *, as_json: bool, language: Language, **chosen: Unpack[Chosen]) -> None:
    """Print SMAA of a plain table."""
    from layout.workflow.plain.mcda_json import smaa_data  # noqa: PLC0415 - as above
    from layout.workflow.plain.smaa import run_smaa_table  # noqa: PLC0415 - as above
    from layout.workflow.runs.kept_runs import finished_run  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    settings = {"draws": chosen["draws"] or DEFAULT_DRAWS, "seed": chosen["seed"] or 0}
    run = run_smaa_table(table, spec, **settings, drawn_by=chosen["model"])
    # millions of numbers where there are thousands of alternatives
    wanted = as_json or chosen["keep"] is not None
    data = smaa_data(run.result, notes=run.notes, normalisation=run.normalisation) if wanted else {}
    if chosen["keep"] is not None:
        finished = finished_run(
            "smaa",
            data,
            table=table,
            spec=spec,
            settings={**settings, "model": chosen["model"] or run.table.spec.smaa.model},
        )
        keep_run(finished, chosen["keep"], tags=chosen["tags"], language=language)
    if as_json:
        say_json(data)
        return
    for line in acceptability_lines(run.result, run.notes, language=language):
        click.echo(line)


def acceptability_lines(
    result: "SmaaResult", notes: Iterable[Bilingual], *, language: Language, labels: "Labels | None" = None
) -> list[str]:
    """Return the alternatives by first-rank acceptability as a table, then the notes.

    Parameters
    ----------
    result, notes
        What SMAA tells, and what the reader must know.
    language
        Language of the lines.
    labels
        How alternatives are shown; as they are called where None.
    """
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
                labels.name(name).pick(language) if labels else name,
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
        model=_model(result, language, labels=labels),
        space=translate(f"cli.smaa.space.{result.settings.space.kind}", language),
        error=f"{100 * result.error:.1f}",
    )
    return [summary, text_table(headings, rows), *(f"* {note.pick(language)}" for note in notes)]


def _model(result: "SmaaResult", language: Language, *, labels: "Labels | None") -> str:
    """Return what scored the draws, in words."""
    if result.model == "weighted_sum":
        return translate("smaa_model.name.additive", language)
    return labels.name(result.model).pick(language) if labels else result.model
