"""`cqlayout data`: the planner's own files. `data check` says what a file is, where it lies and whether it is sound."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli import data_convert, data_fetch, data_import, data_list, data_template
from layout.cli.data_answers import EXITS, answer_options
from layout.cli.raster_lines import limits_of
from layout.cli.speech import SpokenCommand, SpokenGroup, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from geodata.read import Report


def command(language: Language) -> SpokenGroup:
    """Return the command group with its help in `language`."""
    return SpokenGroup(
        "data",
        language,
        commands=[
            check_command(language),
            data_convert.command(language),
            data_fetch.command(language),
            data_import.command(language),
            data_list.command(language),
            data_template.command(language),
        ],
        example="cqlayout data check sites.zip",
    )


def check_command(language: Language) -> SpokenCommand:
    """Return `data check` with its help in `language`."""
    return SpokenCommand(
        "data.check",
        language,
        callback=partial(check, language=language),
        params=[
            click.Argument(["file"], metavar="FILE", help=translate("cli.data.check.file", language)),
            *answer_options(language),
            SpokenOption(
                ["--json", "as_json"], is_flag=True, help=translate("cli.data.check.json", language)
            ),
        ],
        example="cqlayout data check sites.zip --crs EPSG:4545 --json",
    )


def check(*, file: str, as_json: bool, language: Language, **answers: str | None) -> None:
    """Print what a file is and leave with 0 (accept, warn, repair), 2 (reject) or 3 (ask).

    Parameters
    ----------
    file
        The file.
    as_json
        Print one JSON object instead of text.
    language
        Language of the text; JSON carries both.
    answers
        layer, crs, datum, axes, encoding, band and nodata: the answers to questions that an earlier check has raised.
    """
    from geodata.quality import options_of  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast
    from geodata.read import check_file  # noqa: PLC0415 - as above

    report = check_file(Path(file), options_of(answers), limits=limits_of(Path(file)))
    if as_json:
        click.echo(json.dumps(report.as_record(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(report, language)))
    click.get_current_context().exit(EXITS.get(report.verdict.value, 0))


def lines(report: "Report", language: Language) -> list[str]:
    """Return a report as lines of text, the verdict first.

    Parameters
    ----------
    report
        The account of a file.
    language
        Language of the text.
    """
    verdict = translate(f"cli.data.verdict.{report.verdict.value}", language)
    found = [f"{_plain(report.file)}: {verdict}"]
    if report.layer is not None:
        fields = report.layer["fields"]
        count = len(fields) if isinstance(fields, list) else 0
        unknown = translate("cli.data.check.unknown", language)
        values = {
            name: _plain(report.layer[name] or unknown)
            for name in ("name", "features", "geometry", "crs_name")
        }
        found.append(translate("cli.data.check.summary", language, fields=count, **values))
    for item in report.findings:
        severity = translate(f"cli.data.severity.{item.severity.value}", language)
        found.append(f"[{severity}] {item.message.pick(language)}")
        found.append(f"    → {item.remedy.pick(language)}")
    return found


def _plain(value: object) -> str:
    """Return a value on one line, without characters that a terminal would obey."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in str(value)
    )
