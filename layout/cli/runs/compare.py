"""`cqlayout runs compare`: ranks side by side, and what was different."""

import json
import math
from functools import partial
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.columns import text_table
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
            SpokenOption(
                ["--json", "as_json"], is_flag=True, help=translate("cli.runs.compare.json", language)
            ),
        ],
        example="cqlayout runs compare kept first second",
    )


def compare(*, folder: str, runs: tuple[str, ...], as_json: bool, language: Language) -> None:
    """Print how ranks changed between runs, and what was not the same going in.

    Parameters
    ----------
    folder, runs
        The store, and two or more runs.
    as_json
        Print as JSON.
    language
        Language of the lines.

    Raises
    ------
    DataMissingError, DataFormatError
        Fewer than two runs, no such run, or one that cannot be read.
    """
    from layout.runs import RunStore, compare_runs  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.mcda_json import plain_table  # noqa: PLC0415 - as above

    store = RunStore(folder)
    found = compare_runs([store.open(run) for run in runs])
    if as_json:
        data = {
            "runs": list(found.run_ids),
            "identical": found.identical,
            "moved": list(found.moved),
            "ranks": plain_table(found.ranks),
            "weights": plain_table(found.weights),
            "differences": [{"what": item.what, "values": list(item.values)} for item in found.differences],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in comparison_lines(found, language):
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
