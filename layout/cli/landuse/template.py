"""`cqlayout landuse template`: an empty table for the office to fill in."""

from functools import partial
from pathlib import Path

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

KINDS = ("parks", "firms", "controls", "figures")


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.template",
        language,
        callback=partial(template, language=language),
        params=[
            click.Argument(
                ["kind"],
                type=click.Choice(KINDS),
                metavar="KIND",
                help=translate("cli.landuse.template.kind", language),
            ),
            SpokenOption(
                ["--out"], required=True, metavar="CSV", help=translate("cli.landuse.word.out", language)
            ),
        ],
        example="cqlayout landuse template parks --out parks.csv",
    )


def template(*, kind: str, out: str, language: Language) -> None:
    """Write the header of a table.

    Parameters
    ----------
    kind
        parks, firms, controls or figures.
    out
        The file.
    language
        Language of what is printed.

    Raises
    ------
    WriteError
        The file cannot be written.
    """
    from geodata.write import write_file  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.office_tables import TABLE_KINDS, template_bytes  # noqa: PLC0415 - as above

    chosen = next(one for one in TABLE_KINDS if one == kind)
    write_file(Path(out), template_bytes(chosen))
    click.echo(translate("landuse.word.wrote", language, file=out))
