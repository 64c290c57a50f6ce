"""`cqlayout landuse series`: one indicator of one entity by year, with the breaks marked."""

import click

from geodata.text import Language
from layout.cli.desk_option import desk_callback, workspace_option
from layout.cli.landuse.parts import kept_lines, number, percent, print_table, write_csv, yearly_parks
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
                metavar="KIND",
                help=translate("cli.landuse.series.kind", language),
            ),
            SpokenOption(["--parks"], metavar="TABLE", help=translate("cli.landuse.series.parks", language)),
            workspace_option(language),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse series 500117 gdp",
    )


def print_series(
    *,
    entity: str,
    indicator: str,
    kind: str | None,
    parks: str | None,
    out: str | None,
    language: Language,
) -> None:
    """Print the years of an indicator, as sources print it or computed of two figures.

    Parameters
    ----------
    entity, indicator, kind
        Id of the entity, of the indicator or rate, and what the entity is; told from its id when None.
    parks
        The office's table of parks over several years; a rate is then computed of it alone.
    out
        File for the series.
    language
        Language of what is printed.
    """
    from geodata.embedded import table  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.landuse.rates_by_year import kind_of  # noqa: PLC0415 - as above

    asked = (kind or kind_of(entity), entity)
    if parks is not None or indicator not in set(table("indicators")["indicator_id"]):
        _print_rate(asked, indicator, parks=parks, out=out, language=language)
    else:
        _print_printed(asked, indicator, out=out, language=language)


def _print_rate(
    entity: tuple[str, str], rate: str, *, parks: str | None, out: str | None, language: Language
) -> None:
    """Print a rate by year with the totals that it was computed of and what they cover."""
    from layout.viz.path_charts import series_chart  # noqa: PLC0415 - as above
    from layout.workflow.landuse.rates_by_year import entity_rate, rate_of  # noqa: PLC0415 - as above

    chosen, yearly = rate_of(rate), yearly_parks(parks)
    found = entity_rate(rate, entity, yearly=yearly)
    unit = chosen.unit.pick(language)
    rows = [
        (
            str(row["year"]),
            number(row["value"], language),
            unit,
            translate(f"rates.basis.{row['basis']}", language),
            f"{row['parks_covered']}/{row['parks_total']}" if row["basis"] == "sum" else "",
            percent(row["land_share"], language) if row["basis"] == "sum" else "",
            str(row[f"break_{language}"]),
        )
        for row in found.to_dict("records")
    ]
    click.echo(chosen.name.pick(language))
    heads = ("year", "value", "unit", "basis", "parks_covered", "land_share", "break")
    print_table(heads, rows, language=language)
    click.echo(translate("rates.note" if rows else "rates.none", language))
    if parks is None and yearly is not None:
        kept_lines(("parks",), language)
    title = f"{chosen.name.pick(language)} · {entity[1]}"
    write_csv(
        found.assign(rate=rate, entity_kind=entity[0], entity_id=entity[1]),
        out,
        language=language,
        chart=lambda: series_chart(found, unit, language=language),
        title=title,
    )


def _print_printed(entity: tuple[str, str], indicator: str, *, out: str | None, language: Language) -> None:
    """Print the years of a statistic; part-year figures are named and not listed as years."""
    from geodata.embedded import table  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.fields import UNITS, word  # noqa: PLC0415 - as above
    from layout.landuse.series import part_years, series  # noqa: PLC0415 - as above
    from layout.viz.path_charts import series_chart  # noqa: PLC0415 - as above
    from layout.workflow.landuse.office_store import office_figures  # noqa: PLC0415 - as above
    from layout.workflow.landuse.target_board import statistics_with  # noqa: PLC0415 - as above

    statistics = statistics_with(office_figures())
    kept_lines(("figures",), language)
    kind, entity_id = entity
    found = series(statistics, kind, entity_id=entity_id, indicator_id=indicator)
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
    parts = part_years(statistics, entity, indicator_id=indicator)
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
        title=f"{indicator} · {entity_id}",
    )
