"""`cqlayout runs compare`: ranks side by side, and what was different."""

import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.inputs import json_flag, say_json
from layout.cli.runs import arguments
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.runs import RunComparison

TOP = 30


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "runs.compare",
        language,
        callback=partial(compare, language=language),
        params=[
            arguments.folder(language),
            click.Argument(
                ["runs"], nargs=-1, metavar="RUN RUN …", help=translate("cli.runs.compare.runs", language)
            ),
            json_flag("cli.runs.compare.json", language),
            SpokenOption(["--geojson"], metavar="FILE", help=translate("cli.runs.compare.geojson", language)),
        ],
        example="cqlayout runs compare kept first second",
    )


def compare(
    *, folder: str, runs: tuple[str, ...], as_json: bool, geojson: str | None, language: Language
) -> None:
    """Print how ranks changed between runs, and what was not the same going in.

    Parameters
    ----------
    folder, runs
        The store, and two or more runs.
    as_json
        Print as JSON.
    geojson
        File for the differences on the map, for runs of cqlayout score.
    language
        Language of the lines.

    Raises
    ------
    DataMissingError, DataFormatError
        Fewer than two runs, no such run, or one that cannot be read.
    WriteError
        The file cannot be written.
    """
    from geodata.write import write_file  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.runs import RunStore, compare_runs  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.plain.mcda_json import plain_table, plain_texts  # noqa: PLC0415 - as above
    from layout.workflow.runs.run_changes import change_reasons, changes_geojson  # noqa: PLC0415 - as above

    store = RunStore(folder)
    opened = [store.open(run) for run in runs]
    found = compare_runs(opened)
    reasons = change_reasons(opened, found.moved)
    if geojson is not None:
        write_file(Path(geojson), changes_geojson(opened, found))
    if as_json:
        data = {
            "runs": list(found.run_ids),
            "identical": found.identical,
            "moved": list(found.moved),
            "ranks": plain_table(found.ranks),
            "weights": plain_table(found.weights),
            "differences": [{"what": item.what, "values": list(item.values)} for item in found.differences],
            "why": dict(zip(reasons, plain_texts(reasons.values()), strict=True)),
        }
        say_json(data)
        return
    for line in (
        *comparison_lines(found, language),
        *(f"* {text.pick(language)}" for text in list(reasons.values())[:TOP]),
    ):
        click.echo(line)


def comparison_lines(found: "RunComparison", language: Language) -> list[str]:
    """Return the changed ranks as a table, then what was different.

    Parameters
    ----------
    found
        The comparison.
    language
        Language of the lines.
    """
    if found.identical:
        return [translate("cli.runs.compare.identical", language)]
    lines = [translate("cli.runs.compare.moved", language, count=len(found.moved), total=len(found.ranks))]
    rows = [
        [name, *("–" if math.isnan(rank) else f"{rank:.0f}" for rank in ranks)]
        for name, ranks in _ranks(found)
    ]
    if rows:
        lines.append(text_table([translate("cli.mcda.column.alternative", language), *found.run_ids], rows))
    lines += [
        f"* {item.what}: {' → '.join(value or '–' for value in item.values)}" for item in found.differences
    ]
    return lines


def _ranks(found: "RunComparison") -> list[tuple[str, list[float]]]:
    """Return the ranks in every run of the alternatives that moved most."""
    from layout.scoring.problem import row_of  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    places = [row_of(found.ranks.index, name) for name in found.moved[:TOP]]
    table = found.ranks.to_numpy(dtype="float64")[places].tolist()
    return list(zip(found.moved, table, strict=False))
