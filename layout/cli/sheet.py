"""`cqlayout sheet`: the method sheet of a plain table or of a case, fit for an annex."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.inputs import case_of, ranked_case, table_or_case
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.entities.document import Block
    from layout.workflow.ranking.rank import RankingResult

FORMATS = {".html": "html", ".htm": "html", ".docx": "docx"}
Document = tuple[str, "tuple[Block, ...]"]


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "sheet",
        language,
        callback=partial(sheet, language=language),
        params=[
            *table_or_case(language),
            SpokenOption(
                ["--format", "form"],
                type=click.Choice(["html", "docx"]),
                metavar="html|docx",
                help=translate("cli.sheet.format", language),
            ),
            SpokenOption(["--out"], required=True, metavar="FILE", help=translate("cli.sheet.out", language)),
        ],
        example="cqlayout --lang zh sheet nev-battery --format docx --out sheet.docx",
    )


def sheet(
    *,
    table: str,
    spec: str | None,
    workspace: str | None,
    form: str | None,
    out: str,
    language: Language,
) -> None:
    """Write the sheet.

    Parameters
    ----------
    table, spec, workspace
        As `layout.cli.inputs.table_or_case` says.
    form
        html or docx; by the ending of `out` where None.
    out
        The file.
    language
        Language of the sheet.

    Raises
    ------
    click.UsageError
        The ending says no format.
    DataMissingError, DataFormatError
        The table cannot be read as one.
    CaseError, WeightError, MissingDataError, EmptyCandidatesError
        The specification does not fit itself or the table, or the case cannot be run.
    OwnSiteError, WorkspaceError
        Own sites of the case are not there or cannot be used.
    WriteError
        The file cannot be written.
    """
    chosen = form or FORMATS.get(Path(out).suffix.lower())
    if chosen is None:
        raise click.UsageError(translate("cli.sheet.ending", language, path=out))
    case = case_of(table, spec, workspace=workspace, language=language)
    from geodata.write import write_file  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.report import document_docx, document_page  # noqa: PLC0415 - as above

    title, blocks = (
        _of_case(ranked_case(case, workspace), language)
        if case is not None
        else _of_table(table, str(spec), language)
    )
    if chosen == "docx":
        content = document_docx(title, blocks, language=language)
    else:
        content = document_page(title, blocks, language=language).encode()
    write_file(Path(out), content)
    click.echo(translate("cli.sheet.done", language, path=out))


def _of_case(result: "RankingResult", language: Language) -> Document:
    """Return title and blocks of the sheet of a case."""
    from layout.workflow.ranking.proof import prove  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.ranking.sheet import ranking_sheet, sheet_name  # noqa: PLC0415 - as above

    return sheet_name(result, language), ranking_sheet(result, prove(result), language=language)


def _of_table(table: str, spec: str, language: Language) -> Document:
    """Return title and blocks of the sheet of a table."""
    from layout.report import Sheet, method_sheet, sheet_title  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.scoring.robustness import doubt_sentences, standing_sentences  # noqa: PLC0415 - as above
    from layout.workflow.plain.method_sheet import sheet_content  # noqa: PLC0415 - as above

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
    return sheet_title(content, language), method_sheet(content, language)
