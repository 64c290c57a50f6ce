"""`cqlayout workspace check`: whether everything that was acknowledged is there, unchanged."""

import json
from functools import partial
from pathlib import Path

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

EXIT_SOUND, EXIT_DAMAGED = 0, 2


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "workspace.check",
        language,
        callback=partial(check_folder, language=language),
        params=[
            click.Argument(["folder"], metavar="FOLDER", help=translate("cli.workspace.folder", language)),
            SpokenOption(["--tidy"], is_flag=True, help=translate("cli.workspace.check.tidy", language)),
            SpokenOption(
                ["--json", "as_json"], is_flag=True, help=translate("cli.workspace.check.json", language)
            ),
        ],
        example="cqlayout workspace check office",
    )


def check_folder(*, folder: str, tidy: bool, as_json: bool, language: Language) -> int:
    """Print what is wrong with a workspace, and return 0 if nothing that was acknowledged is lost or changed, else 2.

    Parameters
    ----------
    folder
        The workspace.
    tidy
        Remove what sessions that did not finish have left over an hour ago.
    as_json
        Print the findings as JSON.
    language
        Language of what is printed; JSON carries both.

    Raises
    ------
    WorkspaceError
        The folder is no workspace, or its records cannot be opened.
    ReadOnlyError
        It shall be tidied and is read-only.
    """
    from geodata import workspace  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast

    removed = workspace.tidy(Path(folder)) if tidy else ()
    findings = workspace.check(Path(folder))
    damaged = any(finding.severity == "error" for finding in findings)
    if as_json:
        told = [
            {
                "code": item.code,
                "severity": item.severity,
                "where": item.where,
                "message_en": item.message.en,
                "message_zh": item.message.zh,
            }
            for item in findings
        ]
        click.echo(
            json.dumps(
                {"sound": not damaged, "removed": list(removed), "findings": told},
                ensure_ascii=False,
                indent=2,
            )
        )
        return EXIT_DAMAGED if damaged else EXIT_SOUND
    for name in removed:
        click.echo(translate("cli.workspace.check.removed", language, name=name))
    for finding in findings:
        click.echo(
            f"{translate(f'cli.workspace.severity.{finding.severity}', language)}: {finding.message.pick(language)}"
        )
    key = "cli.workspace.check.damaged" if damaged else "cli.workspace.check.sound"
    click.echo(translate(key, language, folder=folder))
    return EXIT_DAMAGED if damaged else EXIT_SOUND
