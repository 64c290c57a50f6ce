"""`cqlayout landuse indicators`: the indicators of a table of the office, or the register of what there is."""

from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.desk_option import desk_callback, workspace_option
from layout.cli.landuse.parts import kept_lines, number, office_parks, percent, print_table, write_csv
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("park", "district", "zone", "city")


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.indicators",
        language,
        callback=desk_callback(indicators, language),
        params=[
            SpokenOption(
                ["--parks"], metavar="TABLE", help=translate("cli.landuse.indicators.parks", language)
            ),
            SpokenOption(
                ["--indicator"], metavar="ID", help=translate("cli.landuse.indicators.indicator", language)
            ),
            SpokenOption(
                ["--level"],
                type=click.Choice(LEVELS),
                default="park",
                metavar="LEVEL",
                help=translate("cli.landuse.indicators.level", language),
            ),
            workspace_option(language),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse indicators",
    )


def indicators(
    *, parks: str | None, indicator: str | None, level: str, out: str | None, language: Language
) -> None:
    """Print formula, unit and source of every indicator; with a table, its values and why some are missing.

    Parameters
    ----------
    parks
        The office's table of parks; that of the workspace, else the register alone, when None.
    indicator, level
        One indicator, and where it is summed to; every indicator of every park without one.
    out
        File for the values.
    language
        Language of what is printed.
    """
    from layout.landuse.indicators.register import INDICATORS  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.landuse.indicators.table import indicator_table  # noqa: PLC0415 - as above

    office = office_parks(parks)
    if office is None:
        rows = [
            (
                one.indicator_id,
                one.name.pick(language),
                one.formula.pick(language),
                one.unit_name.pick(language),
                one.document.pick(language),
                translate("landuse.word.clause_not_seen", language),
            )
            for one in INDICATORS.values()
        ]
        print_table(("id", "indicator", "formula", "unit", "document", "clause"), rows, language=language)
        return
    if parks is None:
        kept_lines(("parks",), language)
    if indicator is not None:
        _print_level(office, indicator, level, out=out, language=language)
        return
    table = indicator_table(office)
    values = [
        (
            str(row["entity"]),
            INDICATORS[str(row["indicator_id"])].name.pick(language),
            number(row["value"], language),
            str(row["unit"]),
            str(row[f"reason_{language}"]),
        )
        for row in table.to_dict("records")
    ]
    print_table(("name", "indicator", "value", "unit", "reason"), values, language=language)
    write_csv(table, out, language=language)


def _print_level(
    office: "pd.DataFrame", indicator: str, level: str, *, out: str | None, language: Language
) -> None:
    """Print one indicator at a level with what it covers."""
    from layout.workflow.landuse.indicator_levels import INDICATOR_LEVELS, indicator_level  # noqa: PLC0415 - as above

    chosen = next(one for one in INDICATOR_LEVELS if one == level)
    table = indicator_level(office, indicator, level=chosen)
    rows = [
        (
            str(row[f"name_{language}"]),
            number(row["value"], language),
            str(row["unit"]),
            f"{row['parks_covered']}/{row['parks_total']}",
            percent(row["land_share"], language),
            str(row[f"reason_{language}"]),
        )
        for row in table.to_dict("records")
    ]
    print_table(("name", "value", "unit", "parks_covered", "land_share", "reason"), rows, language=language)
    write_csv(table.assign(indicator_id=indicator, level=level), out, language=language)
