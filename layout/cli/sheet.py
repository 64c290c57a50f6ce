"""`cqlayout sheet`: the method sheet of a plain table, fit for an annex."""

from functools import partial
from pathlib import Path

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "sheet",
        language,
        callback=partial(sheet, language=language),
        params=[
            click.Argument(["table"], metavar="TABLE", help=translate("cli.mcda.table", language)),
            SpokenOption(
                ["--spec"], required=True, metavar="SPEC", help=translate("cli.mcda.spec", language)
            ),
            SpokenOption(["--out"], required=True, metavar="FILE", help=translate("cli.sheet.out", language)),
        ],
        example="cqlayout --lang zh sheet cases/plain/sites.csv --spec cases/plain/sites.toml --out sheet.html",
    )


def sheet(*, table: str, spec: str, out: str, language: Language) -> None:
    """Write the sheet.

    Parameters
    ----------
    table, spec
        Paths of the CSV table and of the TOML specification.
    out
        The HTML file.
    language
        Language of the sheet.

    Raises
    ------
    DataMissingError, DataFormatError
        The table cannot be read as one.
    CaseError, WeightError, MissingDataError, EmptyCandidatesError
        The specification does not fit itself or the table.
    WriteError
        The file cannot be written.
    """
    from geodata.write import write_file  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.report import Sheet, method_sheet  # noqa: PLC0415 - as above
    from layout.scoring.robustness import doubt_sentences, standing_sentences  # noqa: PLC0415 - as above
    from layout.workflow.method_sheet import sheet_content  # noqa: PLC0415 - as above

    found = sheet_content(table, spec)
    certificate = found.certificate
    content = Sheet(
        title=found.title,
        solution=found.run.solution,
        spec=found.run.table.spec,
        raw=found.raw,
        notes=found.run.notes,
        removed=found.run.table.removed,
        inputs=found.inputs,
        environment=found.environment,
        standing=() if certificate is None else standing_sentences(certificate),
        doubts=() if certificate is None else doubt_sentences(certificate),
    )
    write_file(Path(out), method_sheet(content, language).encode())
    click.echo(translate("cli.sheet.done", language, path=out))
