"""`cqlayout certificate`: what holds a recommendation up, and what would make it wrong."""

from functools import partial
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.inputs import case_of, json_flag, ranked_case, say_json, seed_option, table_or_case
from layout.cli.speech import SpokenCommand
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.scoring.robustness.certificate import Certificate
    from layout.workflow.ranking.proof import Proof


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "certificate",
        language,
        callback=partial(certificate, language=language),
        params=[
            *table_or_case(language),
            seed_option(language),
            json_flag("cli.certificate.json", language),
        ],
        example="cqlayout certificate nev-battery",
    )


def certificate(
    *,
    table: str,
    spec: str | None,
    workspace: str | None,
    seed: int | None,
    as_json: bool,
    language: Language,
) -> None:
    """Print the certificate as sentences, or with all its numbers as JSON.

    Parameters
    ----------
    table, spec, workspace
        As `layout.cli.inputs.table_or_case` says.
    seed
        Seed of the draws; that of the case, or 0, where None.
    as_json
        Print as JSON.
    language
        Language of the sentences; JSON carries both.

    Raises
    ------
    DataMissingError, DataFormatError
        The table cannot be read as one.
    CaseError, WeightError, MissingDataError, EmptyCandidatesError
        The specification does not fit itself or the table, or the case cannot be run.
    OwnSiteError, WorkspaceError
        Own sites of the case are not there or cannot be used.
    """
    case = case_of(table, spec, workspace=workspace, language=language)
    if case is not None:
        from layout.workflow.ranking.proof import prove  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

        _of_case(prove(ranked_case(case, workspace), seed=seed), as_json=as_json, language=language)
        return
    from layout.workflow.plain.certificate import (  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
        certificate_data,
        certify_table,
    )

    found = certify_table(table, str(spec), seed=seed or 0)
    if as_json:
        say_json(certificate_data(found))
        return
    for line in certificate_lines(found, language):
        click.echo(line)


def _of_case(found: "Proof", *, as_json: bool, language: Language) -> None:
    """Print the certificate of a case."""
    from layout.workflow.ranking import proof_files  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    if as_json:
        click.echo(proof_files.certificate_json(found).decode(), nl=False)
        return
    for line in proof_files.certificate_lines(found, language):
        click.echo(line)


def certificate_lines(found: "Certificate", language: Language) -> list[str]:
    """Return the sentences under their two headings.

    Parameters
    ----------
    found
        The certificate.
    language
        Language of the lines.
    """
    from layout.scoring.robustness import (  # noqa: PLC0415 - numpy stays out of `cqlayout --help`
        doubt_sentences,
        standing_sentences,
    )

    return [
        translate("cli.certificate.standing", language),
        *(f"* {text.pick(language)}" for text in standing_sentences(found)),
        translate("cli.certificate.doubt", language),
        *(f"* {text.pick(language)}" for text in doubt_sentences(found)),
    ]
