"""`cqlayout landuse template`: an empty table for the office to fill in."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.inputs import kind_and_file
from layout.cli.speech import SpokenCommand
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.workflow.landuse.office_templates import Format

KINDS = ("parks", "firms", "controls", "figures")


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.template",
        language,
        callback=partial(template, language=language),
        params=kind_and_file(KINDS, "cli.landuse.template", language=language),
        example="cqlayout landuse template parks --out parks.xlsx",
    )


def template(*, kind: str, out: str, language: Language) -> None:
    """Write an empty table: XLSX with a sheet of explanations, or CSV.

    Parameters
    ----------
    kind
        parks, firms, controls or figures.
    out
        The file; its ending says which.
    language
        Language of what is printed.

    Raises
    ------
    WriteError
        The file cannot be written.
    """
    from geodata.write import write_file  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.landuse.office_tables import TABLE_KINDS  # noqa: PLC0415 - as above
    from layout.workflow.landuse.office_templates import template_bytes  # noqa: PLC0415 - as above

    chosen = next(one for one in TABLE_KINDS if one == kind)
    form: Format = "xlsx" if Path(out).suffix.lower() == ".xlsx" else "csv"
    write_file(Path(out), template_bytes(chosen, form))
    click.echo(translate("landuse.word.wrote", language, file=out))
