"""`cqlayout landuse grade`: grades of enterprises or parks from weighted per-mu scores, with totals that reconcile."""

import click

from geodata.text import Language
from layout.cli.desk_option import desk_callback, workspace_option
from layout.cli.landuse.parts import (
    find_landuse_case,
    kept_lines,
    number,
    office_firms,
    percent,
    print_table,
    write_csv,
)
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.grade",
        language,
        callback=desk_callback(grade_command, language),
        params=[
            click.Argument(["case"], metavar="CASE", help=translate("cli.landuse.grade.case", language)),
            SpokenOption(
                ["--firms"],
                metavar="TABLE",
                help=translate("cli.landuse.grade.firms", language),
            ),
            workspace_option(language),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse grade grading-per-mu --firms cases/landuse/firms-example.csv",
    )


def grade_command(*, case: str, firms: str | None, out: str | None, language: Language) -> None:
    """Print enterprises and land by grade, and write every score.

    Parameters
    ----------
    case
        A grading case: path of a TOML file, or the name of a shipped one.
    firms
        The office's table of enterprises; that of the workspace when None.
    out
        File for scores and grades.
    language
        Language of what is printed.
    """
    from layout.config.landuse_cases import GradingCase, load_landuse_case  # noqa: PLC0415 - stays out of `cqlayout --help`
    from layout.landuse.grading import UNGRADED, grade  # noqa: PLC0415 - as above

    found = load_landuse_case(find_landuse_case(case), GradingCase)
    table = office_firms(firms)
    if firms is None:
        kept_lines(("firms",), language)
    graded = grade(table, found.rule)
    click.echo(f"{found.rule.title.pick(language)}. {found.note.pick(language)}")
    words = {
        UNGRADED: translate("landuse.word.ungraded", language),
        "total": translate("landuse.word.total", language),
    }
    rows = [
        (
            words.get(str(label), str(label)),
            str(row["firms"]),
            number(row["land_mu"], language, digits=6),
            percent(row["land_share"], language),
        )
        for label, row in zip(graded.summary.index, graded.summary.to_dict("records"), strict=True)
    ]
    print_table(("grade", "firms", "land_mu", "land_share"), rows, language=language)
    write_csv(table.join(graded.table).assign(illustrative=found.illustrative), out, language=language)
