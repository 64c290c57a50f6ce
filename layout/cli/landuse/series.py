"""`cqlayout landuse series`: one indicator of one entity by year, with the breaks marked."""

import click

from geodata.text import Language
from layout.cli.desk_option import desk_callback, workspace_option
from layout.cli.landuse.parts import number, print_table, write_csv
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

KINDS = ("city", "district", "zone", "park")


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.series",
        language,
        callback=desk_callback(print_series, language),
        params=[
            click.Argument(
                ["entity"], metavar="ENTITY", help=translate("cli.landuse.series.entity", language)
            ),
            click.Argument(
                ["indicator"], metavar="INDICATOR", help=translate("cli.landuse.series.indicator", language)
            ),
            SpokenOption(
                ["--kind"],
                type=click.Choice(KINDS),
                default="district",
                metavar="KIND",
                help=translate("cli.landuse.series.kind", language),
            ),
            workspace_option(language),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse series 500117 gdp",
    )


def print_series(*, entity: str, indicator: str, kind: str, out: str | None, language: Language) -> None:
    """Print the years of an indicator; part-year figures are named and not listed as years.

    Parameters
    ----------
    entity, indicator, kind
        Id of the entity, of the indicator, and what the entity is.
    out
        File for the series.
    language
        Language of what is printed.
    """
    from geodata.embedded import table  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.fields import UNITS, word  # noqa: PLC0415 - as above
    from layout.landuse.series import part_years, series  # noqa: PLC0415 - as above
    from layout.viz.path_charts import series_chart  # noqa: PLC0415 - as above
    from layout.workflow.desk import desk_table  # noqa: PLC0415 - as above

    statistics = desk_table("statistics")
    found = series(statistics, kind, entity_id=entity, indicator_id=indicator)
    rows = [
        (
            str(row["year"]),
            number(row["value"], language, digits=6),
            str(row["qualifier"]),
            str(row[f"break_{language}"]),
        )
        for row in found.to_dict("records")
    ]
    print_table(("year", "value", "qualifier", "break"), rows, language=language)
    parts = part_years(statistics, (kind, entity), indicator_id=indicator)
    if parts:
        named = ", ".join(f"{year} {period}" for year, period in parts)
        click.echo(translate("landuse.word.part_years", language, periods=named))
    units = table("indicators").set_index("indicator_id")["unit"]
    unit = word(UNITS, str(units.get(indicator, ""))).pick(language)
    write_csv(
        found,
        out,
        language=language,
        chart=lambda: series_chart(found, unit, language=language),
        title=f"{indicator} · {entity}",
    )
