"""`cqlayout data template statistics`: the workbook in which an office types its figures by park and district."""

from functools import partial
from pathlib import Path

import click

from geodata.text import Language
from layout.cli.inputs import kind_and_file
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.errors import OfficeTableError
from layout.i18n import translate

KINDS = ("statistics",)


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""

    def spoken(name: str, metavar: str) -> SpokenOption:
        return SpokenOption(
            [f"--{name}"], metavar=metavar, default="", help=translate(f"join.cli.template.{name}", language)
        )

    return SpokenCommand(
        "data.template",
        language,
        callback=partial(template, language=language),
        params=[
            *kind_and_file(KINDS, "join.cli.template", language=language, metavar="XLSX"),
            spoken("indicators", "LIST"),
            spoken("years", "LIST"),
            spoken("source", "TEXT"),
            SpokenOption(
                ["--vintage"],
                type=click.Choice(("38", "37")),
                default="38",
                help=translate("join.cli.template.vintage", language),
            ),
        ],
        example="cqlayout data template statistics --years 2023,2024 --out figures.xlsx",
    )


def template(*, kind: str, out: str, indicators: str, years: str, language: Language, **filled: str) -> None:
    """Write the workbook.

    Parameters
    ----------
    kind
        "statistics".
    out
        The file; an older one is replaced.
    indicators, years
        Lists separated by commas; the common indicators and the year before this one when blank.
    language
        Language of names and headings.
    filled
        source and vintage, filled into every row.

    Raises
    ------
    OfficeTableError
        An indicator or year is none.
    WriteError
        The file cannot be written.
    """
    from geodata.write import write_file  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast
    from layout.workflow.landuse.target_board import this_year  # noqa: PLC0415 - as above
    from layout.workflow.statistics.template import DEFAULT_INDICATORS, template_workbook  # noqa: PLC0415 - as above

    del kind  # there is one
    chosen = tuple(_listed(indicators)) or DEFAULT_INDICATORS
    wanted = [_year(text) for text in _listed(years)] or [this_year() - 1]
    write_file(Path(out), template_workbook(chosen, wanted, language=language, **filled))
    click.echo(translate("landuse.word.wrote", language, file=out))


def _listed(text: str) -> list[str]:
    """Return the items of a list separated by commas."""
    return [item.strip() for item in text.split(",") if item.strip()]


def _year(text: str) -> int:
    """Return a year as it was typed.

    Raises
    ------
    OfficeTableError
        It is no number.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    raise OfficeTableError(
        en=f"--years: {text!r} found, expected years such as 2023,2024",
        zh=f"--years：读到 {text!r}，应为年份，例如 2023,2024",
    )
