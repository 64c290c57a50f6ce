"""What the commands on decisions share: a plain table with its specification or a case, draws and seed, JSON."""

import json
from pathlib import Path
from typing import Any

import click

from geodata.text import Language
from layout.cli.speech import SpokenOption
from layout.i18n import translate
from layout.resources import find_case, shipped_cases

MOST_DRAWS = 1_000_000
MOST_SEED = 2**63 - 1


def table_or_case(language: Language) -> list[click.Parameter]:
    """Return the argument for a table or a case, and `--spec`, which a table needs."""
    return [
        click.Argument(["table"], metavar="TABLE|CASE", help=translate("cli.inputs.subject", language)),
        SpokenOption(["--spec"], metavar="SPEC", help=translate("cli.inputs.spec", language)),
    ]


def table_and_spec(language: Language) -> list[click.Parameter]:
    """Return the argument for a table and its required specification."""
    return [
        click.Argument(["table"], metavar="TABLE", help=translate("cli.mcda.table", language)),
        SpokenOption(["--spec"], required=True, metavar="SPEC", help=translate("cli.mcda.spec", language)),
    ]


def draws_and_seed(language: Language) -> list[click.Parameter]:
    """Return `--draws` and `--seed`, None where they are not given."""
    return [
        SpokenOption(
            ["--draws"],
            type=click.IntRange(1, MOST_DRAWS),
            metavar="N",
            help=translate("cli.smaa.draws", language),
        ),
        seed_option(language),
    ]


def seed_option(language: Language) -> SpokenOption:
    """Return `--seed`, None where it is not given."""
    return SpokenOption(
        ["--seed"], type=click.IntRange(0, MOST_SEED), metavar="S", help=translate("cli.smaa.seed", language)
    )


def json_flag(key: str, language: Language) -> SpokenOption:
    """Return `--json` with the help text of `key`."""
    return SpokenOption(["--json", "as_json"], is_flag=True, help=translate(key, language))


def say_json(data: dict[str, Any]) -> None:
    """Print plain data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def case_of(subject: str, spec: str | None, *, language: Language) -> Path | None:
    """Return the case that a line means, None where it means a table with its specification.

    Raises
    ------
    click.UsageError
        A table without its specification.
    DataMissingError
        There is no such case.
    """
    if spec is not None:
        return None
    if Path(subject).suffix == ".toml" or subject in {case.stem for case in shipped_cases()}:
        return find_case(subject)
    raise click.UsageError(translate("cli.inputs.table_alone", language, table=subject))
