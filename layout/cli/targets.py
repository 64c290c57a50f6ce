"""`cqlayout targets`: the goals of 2027 and beyond, the pace that is needed, how each stands, and what contradicts."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.desk_option import desk_callback, desk_lines, workspace_option
from layout.cli.landuse.parts import kept_lines, number, office_table, percent, write_csv
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.workflow.landuse.target_board import Board

COLUMNS = ("goal", "scope", "baseline", "latest", "target", "linear", "compound", "standing")


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "targets",
        language,
        callback=desk_callback(targets, language, tell=False),
        params=[
            SpokenOption(["--figures"], metavar="CSV", help=translate("cli.targets.figures", language)),
            SpokenOption(
                ["--as-of"],
                type=click.IntRange(2020, 2060),
                metavar="YEAR",
                help=translate("cli.targets.as_of", language),
            ),
            workspace_option(language),
            SpokenOption(["--json", "as_json"], is_flag=True, help=translate("cli.targets.json", language)),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout targets --as-of 2026",
    )


def targets(
    *, figures: str | None, as_of: int | None, as_json: bool, out: str | None, language: Language
) -> None:
    """Print every goal, then the conflicts of the sources.

    Parameters
    ----------
    figures
        The office's own figures.
    as_of
        Year of the judgement, this year when None.
    as_json
        Print everything as JSON.
    out
        File for the table.
    language
        Language of what is printed; JSON and CSV carry both.
    """
    from geodata.embedded import table  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.desk.tables import desk_record  # noqa: PLC0415 - as above
    from layout.workflow.landuse.office_store import office_figures  # noqa: PLC0415 - as above
    from layout.workflow.landuse.office_tables import office_statistics  # noqa: PLC0415 - as above
    from layout.workflow.landuse.target_board import conflict_text, target_board  # noqa: PLC0415 - as above

    office = office_figures()
    if figures is None and office is not None and not as_json:
        kept_lines(("figures",), language)
    if figures is not None:
        office = office_statistics(office_table(figures), table("indicators"), origin=Path(figures).name)
    board = target_board(office=office, as_of=as_of)
    if as_json:
        rows = json.loads(board.table.to_json(orient="records", force_ascii=False))
        used = [asdict(one) for one in desk_record()]
        record = {"as_of": board.as_of, "workspace": used, "targets": rows}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    click.echo(
        text_table(
            [translate(f"targets.column.{name}", language) for name in COLUMNS], _rows(board, language)
        )
    )
    click.echo(translate("targets.as_of", language, year=board.as_of, count=len(board.table)))
    for line in (*(conflict_text(one).pick(language) for one in board.conflicts), *desk_lines(language)):
        click.echo(f"* {line}")
    write_csv(board.table.assign(as_of=board.as_of), out, language=language)


def _rows(board: "Board", language: Language) -> list[tuple[str, ...]]:
    """Return the goals as text."""
    return [
        (
            str(row[f"name_{language}"]),
            str(row[f"scope_name_{language}"]),
            _with_year(row["baseline_value"], row["baseline_year"], language),
            _with_year(row["latest_value"], row["latest_year"], language),
            f"{_with_year(row['target_value'], row['target_year'], language)} {row[f'unit_name_{language}']}",
            number(row["linear_pace"], language),
            percent(row["compound_pace"], language),
            str(row[f"standing_name_{language}"]),
        )
        for row in board.table.to_dict("records")
    ]


def _with_year(value: object, year: object, language: Language) -> str:
    """Return a figure with its year."""
    text = number(value, language, digits=6)
    return (
        f"{text} ({year})"
        if isinstance(year, int) and text != translate("domain.no_data", language)
        else text
    )
