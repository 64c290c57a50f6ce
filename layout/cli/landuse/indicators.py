"""`cqlayout landuse indicators`: the indicators of a table of the office, or the register of what there is."""

from functools import partial

from geodata.text import Language
from layout.cli.landuse.parts import number, office_parks, print_table, write_csv
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.indicators",
        language,
        callback=partial(indicators, language=language),
        params=[
            SpokenOption(
                ["--parks"], metavar="TABLE", help=translate("cli.landuse.indicators.parks", language)
            ),
            SpokenOption(["--out"], metavar="CSV", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse indicators",
    )


def indicators(*, parks: str | None, out: str | None, language: Language) -> None:
    """Print formula, unit and source of every indicator; with a table, its values and why some are missing.

    Parameters
    ----------
    parks
        The office's table of parks, None for the register alone.
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
                one.unit,
                one.document.pick(language),
                translate("landuse.word.clause_not_seen", language),
            )
            for one in INDICATORS.values()
        ]
        print_table(("id", "indicator", "formula", "unit", "document", "clause"), rows, language=language)
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
