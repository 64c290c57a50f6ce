"""`cqlayout certificate`: what holds the recommendation of a plain table up, and what would make it wrong."""

import json
from functools import partial
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.scoring.robustness.certificate import Certificate

MOST_SEED = 2**63 - 1


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "certificate",
        language,
        callback=partial(certificate, language=language),
        params=[
            click.Argument(["table"], metavar="TABLE", help=translate("cli.mcda.table", language)),
            SpokenOption(
                ["--spec"], required=True, metavar="SPEC", help=translate("cli.mcda.spec", language)
            ),
            SpokenOption(
                ["--seed"],
                type=click.IntRange(0, MOST_SEED),
                default=0,
                metavar="S",
                help=translate("cli.smaa.seed", language),
            ),
            SpokenOption(
                ["--json", "as_json"], is_flag=True, help=translate("cli.certificate.json", language)
            ),
        ],
        example="cqlayout certificate cases/plain/sites.csv --spec cases/plain/sites.toml",
    )


def certificate(*, table: str, spec: str, seed: int, as_json: bool, language: Language) -> None:
    """Print the certificate as sentences, or with all its numbers as JSON.

    Parameters
    ----------
    table, spec
        Paths of the CSV table and of the TOML specification.
    seed
        Seed of the draws.
    as_json
        Print as JSON.
    language
        Language of the sentences; JSON carries both.

    Raises
    ------
    DataMissingError, DataFormatError
        The table cannot be read as one.
    CaseError, WeightError, MissingDataError, EmptyCandidatesError
        The specification does not fit itself or the table.
    """
    from layout.workflow.certificate import (  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
        certificate_data,
        certify_table,
    )

    found = certify_table(table, spec, seed=seed)
    if as_json:
        click.echo(json.dumps(certificate_data(found), ensure_ascii=False, indent=2, allow_nan=False))
        return
    for line in certificate_lines(found, language):
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
