"""`cqlayout data import`: a file of the office into its workspace, with its origin; questions are asked, never guessed."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.data_answers import EXITS, answer_options
from layout.cli.landuse.parts import read_bytes
from layout.cli.raster_lines import kept_raster, room_line
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.errors import OpenQuestionsError
from layout.i18n import translate

if TYPE_CHECKING:
    from geodata.read import Report
    from layout.workflow.intake.order import Imported, Order

_ORIGIN = ("title", "source", "licence", "year", "who")
_STOPPING = {"error", "question"}


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""

    def words(key: str) -> str:
        return translate(f"cli.data.import.{key}", language)

    return SpokenCommand(
        "data.import",
        language,
        callback=partial(import_one, language=language),
        params=[
            click.Argument(["file"], metavar="FILE", help=translate("cli.data.check.file", language)),
            SpokenOption(["--as", "role"], metavar="ROLE", required=True, help=words("as")),
            SpokenOption(["--workspace"], metavar="FOLDER", help=words("workspace")),
            *answer_options(language),
            SpokenOption(["--table"], is_flag=True, help=words("table")),
            SpokenOption(["--unit"], metavar="U", help=translate("cli.raster.unit", language)),
            SpokenOption(["--answers"], metavar="TOML", help=translate("join.cli.answers", language)),
            *(SpokenOption([f"--{name}"], metavar="TEXT", default="", help=words(name)) for name in _ORIGIN),
            SpokenOption(["--json", "as_json"], is_flag=True, help=words("json")),
        ],
        example='cqlayout data import sites.zip --as sites --workspace desk --source "District office" --year 2025',
    )


def import_one(
    *,
    file: str,
    role: str,
    workspace: str | None,
    table: bool,
    as_json: bool,
    language: Language,
    **answers: str | None,
) -> None:
    """Import a file and leave with 0 (imported), 2 (rejected) or 3 (a question is open: it is printed).

    Parameters
    ----------
    file
        The file.
    role
        parks, sites, statistics, dem, landcover, raster:NAME or the name of a layer.
    workspace
        The folder; made where there is none. That of the desk when None.
    table
        It is a table of figures without positions.
    as_json
        Print one JSON object instead of text.
    language
        Language of the text; JSON carries both.
    answers
        The answers to questions, and the origin: title, source, licence, year, who; `answers` is the file of answers,
        `unit` that of a raster's values.

    Raises
    ------
    ImportRefusedError, CRSMismatchError, WriteError, WorkspaceError, DataFormatError
        As `layout.workflow.intake.importing.import_file`.
    """
    from layout.workflow.desk.tables import workspace_folder  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast
    from layout.workflow.intake.importing import import_file, workspace_at  # noqa: PLC0415 - as above

    order = _order(role, answers, table=table)
    place = Path(workspace) if workspace else workspace_folder()
    if not as_json:
        _say_room(Path(file), order, place=place, language=language)
    try:
        done = import_file(Path(file), order, workspace=workspace_at(place))
    except OpenQuestionsError as error:
        print_questions(error, as_json=as_json, language=language)
        click.get_current_context().exit(EXITS["ask"])
    if as_json:
        click.echo(json.dumps(record(done), ensure_ascii=False, indent=2))
    elif done.version is None:
        click.echo(stopped_line(done.report, language), err=True)
    else:
        for note in done.notes:
            click.echo(f"  {note.pick(language)}", err=True)
        click.echo(kept_line(done, place, language=language))
    click.get_current_context().exit(0 if done.version else EXITS[done.report.verdict.value])


def _order(role: str, answers: dict[str, str | None], *, table: bool) -> "Order":
    """Return what is to become of a file, out of the options of the command."""
    from geodata.quality import options_of  # noqa: PLC0415 - as above
    from layout.workflow.desk.raster_roles import raster_item  # noqa: PLC0415 - as above
    from layout.workflow.desk.roles import Origin  # noqa: PLC0415 - as above
    from layout.workflow.intake.importing import Order, role_of  # noqa: PLC0415 - as above

    origin = Origin(**{name: answers.pop(name) or "" for name in _ORIGIN})
    settings = read_settings(answers.pop("answers"))
    unit = answers.pop("unit")
    return Order(
        role if raster_item(role) is not None else role_of(role).role_id,
        origin,
        replace(options_of(answers), table=table),
        settings if unit is None else {**settings, "unit": unit},
    )


def _say_room(path: Path, order: "Order", *, place: Path, language: Language) -> None:
    """Print how large a raster is and what it takes, before it is read whole."""
    from layout.workflow.desk.raster_roles import raster_item  # noqa: PLC0415 - as above

    if raster_item(order.role) is None:
        return
    if (
        path.is_file()
        and (line := room_line(path, order.options, place=place, language=language)) is not None
    ):
        click.echo(f"  {line}", err=True)


def read_settings(path: str | None) -> dict[str, object]:
    """Return the settings that a file of answers gives to the role of an import, none without a file.

    Parameters
    ----------
    path
        A TOML file, or None.

    Raises
    ------
    OfficeTableError
        It cannot be read.
    """
    if path is None:
        return {}
    text = read_bytes(path).decode("utf-8", errors="replace")
    return {"answers": text, "answers_file": Path(path).name}


def print_questions(error: OpenQuestionsError, *, as_json: bool, language: Language) -> None:
    """Print what must be answered before a file can be imported, each question with the lines that answer it.

    Parameters
    ----------
    error
        The questions.
    as_json
        Print one JSON object to stdout instead of text to stderr.
    language
        Language of the text; JSON carries both.
    """
    if as_json:
        asked = [
            {"message_en": text.en, "message_zh": text.zh, "answers": list(answers)}
            for text, answers in error.questions
        ]
        click.echo(json.dumps({"version": None, "questions": asked}, ensure_ascii=False, indent=2))
        return
    for number, (text, answers) in enumerate(error.questions, start=1):
        click.echo(f"{number}. {_plain(text.pick(language))}", err=True)
        for line in answers:
            click.echo(f"    {_plain(line)}", err=True)
    click.echo(translate("join.cli.how", language, count=len(error.questions)), err=True)


def _plain(text: str) -> str:
    """Return a text on one line, without characters that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def record(done: "Imported") -> dict[str, object]:
    """Return what became of a file as plain data: `version` (null where nothing was kept) and `report`.

    Parameters
    ----------
    done
        The result of an import.
    """
    from layout.cli.workspace.listing import describe  # noqa: PLC0415 - rare

    version = done.version
    kept = None if version is None else {"name": version.item_id, **describe(version)}
    return {"version": kept, "report": done.report.as_record()}


def stopped_line(report: "Report", language: Language) -> str:
    """Return in one line why a file was not imported: the first error or question, its remedy, the answers it offers.

    Parameters
    ----------
    report
        The account of the file.
    language
        Language of the line.
    """
    found = next(item for item in report.findings if item.severity.value in _STOPPING)
    parts = [found.message.pick(language), found.remedy.pick(language)]
    if found.choices:
        separator = translate("cli.data.import.separator", language)
        parts.append(translate("cli.data.import.choices", language, choices=separator.join(found.choices)))
    line = " ".join(parts)
    return _plain(line)


def kept_line(done: "Imported", place: Path, *, language: Language) -> str:
    """Return the line that says what was kept where.

    Parameters
    ----------
    done
        An import that kept something.
    place
        The workspace.
    language
        Language of the line.
    """
    version = done.version
    assert version is not None  # noqa: S101 - the caller has checked it
    if version.raster is not None:
        return kept_raster(version, place, language=language)
    return translate(
        "cli.data.import.done",
        language,
        file=version.original.name if version.original else done.report.file,
        name=version.item_id,
        number=version.number,
        rows=f"{version.rows:,}",
        folder=place,
    )
