"""`cqlayout landuse check`: a project against the control indicators that are known."""

from pathlib import Path

import click

from geodata.text import Language
from layout.cli.desk_option import desk_callback, workspace_option
from layout.cli.landuse.parts import (
    find_landuse_case,
    kept_lines,
    number,
    office_table,
    print_table,
    write_csv,
)
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.check",
        language,
        callback=desk_callback(check, language),
        params=[
            click.Argument(["case"], metavar="CASE", help=translate("cli.landuse.check.case", language)),
            SpokenOption(
                ["--controls"], metavar="TABLE", help=translate("cli.landuse.check.controls", language)
            ),
            workspace_option(language),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse check standard-land",
    )


def check(*, case: str, controls: str | None, out: str | None, language: Language) -> None:
    """Print the verdict, the land that the output may claim, and every limit with what would pass.

    Parameters
    ----------
    case
        A project case: path of a TOML file, or the name of a shipped one.
    controls
        The office's table of control indicators; that of the workspace when None.
    out
        File for the findings.
    language
        Language of what is printed.
    """
    from layout.config.landuse_cases import ProjectCase, load_landuse_case  # noqa: PLC0415 - stays out of `cqlayout --help`
    from layout.landuse.controls import office_controls  # noqa: PLC0415 - as above
    from layout.workflow.landuse.office_store import office_limits  # noqa: PLC0415 - as above
    from layout.workflow.landuse.project_findings import entitlement_text, findings_table, project_result  # noqa: PLC0415 - as above

    found = load_landuse_case(find_landuse_case(case), ProjectCase)
    if controls is None:
        office = office_limits()
        kept_lines(("controls",), language)
    else:
        office = office_controls(office_table(controls), origin=Path(controls).name)
    result = project_result(found.project, target=found.target_yi_per_km2, office=office)
    click.echo(found.note.pick(language))
    click.echo(
        translate(f"landuse.verdict.{result.outcome}", language, name=found.project.name.pick(language))
    )
    if claim := entitlement_text(result):
        click.echo(claim.pick(language))
    table = findings_table(result)
    rows = [
        (
            str(row[f"indicator_{language}"]),
            translate(f"landuse.outcome.{row['outcome']}", language),
            number(row["value"], language),
            f"{_SIGNS.get(str(row['operator']), '')} {number(row['limit'], language)}".strip(),
            translate(f"landuse.limit_unit.{row['unit']}", language),
            number(row["margin"], language),
            number(row["largest_land_mu"], language),
            str(row["document"]) + (f" [{remark}]" if (remark := row[f"reason_{language}"]) else ""),
        )
        for row in table.to_dict("records")
    ]
    headings = ("indicator", "outcome", "value", "limit", "unit", "margin", "largest_land", "document")
    print_table(headings, rows, language=language)
    click.echo(translate("landuse.check.uncovered", language, count=len(result.uncovered)))
    write_csv(table, out, language=language)


_SIGNS = {"ge": "≥", "le": "≤"}
