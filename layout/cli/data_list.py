"""`cqlayout data list`: what the office's workspace holds - layers, tables and rasters with source, year and licence."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.cli.workspace.listing import describe
from layout.i18n import translate

if TYPE_CHECKING:
    from geodata.workspace import Item

_COLUMNS = ("name", "kind", "version", "size", "crs", "source", "year", "title")
_LONGEST = 40


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "data.list",
        language,
        callback=partial(list_data, language=language),
        params=[
            SpokenOption(
                ["--workspace"], metavar="FOLDER", help=translate("cli.data.list.workspace", language)
            ),
            SpokenOption(["--json", "as_json"], is_flag=True, help=translate("cli.data.list.json", language)),
        ],
        example="cqlayout data list --workspace desk",
    )


def list_data(*, workspace: str | None, as_json: bool, language: Language) -> None:
    """Print what a workspace holds as a table, or whole as JSON.

    Parameters
    ----------
    workspace
        Its folder; that in use when None.
    as_json
        Print the newest version of every item with all that is known of it.
    language
        Language of headings and titles; JSON carries both.

    Raises
    ------
    WorkspaceError
        The folder is no workspace, or its records are damaged.
    """
    from geodata.workspace import Workspace  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast
    from layout.workflow.desk.tables import workspace_folder  # noqa: PLC0415 - as above

    items = Workspace.open(Path(workspace) if workspace else workspace_folder()).items()
    if as_json:
        found = [{"name": item.item_id, **describe(item.current)} for item in items]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    headings = [translate(f"cli.data.list.column.{name}", language) for name in _COLUMNS]
    if items:
        click.echo(text_table(headings, [_row(item, language) for item in items]))
    click.echo(translate("cli.workspace.list.total", language, count=len(items)))


def _row(item: "Item", language: Language) -> list[str]:
    """Return the cells of one item."""
    current, unknown = item.current, translate("cli.data.list.not_stated", language)
    facts, origin = current.raster, current.provenance
    size = f"{current.rows:,}" if facts is None else f"{facts.cols:,} × {facts.rows:,}"
    cells = [
        item.item_id,
        translate(f"cli.workspace.kind.{current.kind}", language),
        f"{current.number}/{item.versions}",
        size,
        current.crs or "-",
        origin.attribution.pick(language) or unknown,
        origin.vintage or unknown,
        current.title.pick(language),
    ]
    return [_short(cell) for cell in cells]


def _short(text: str) -> str:
    """Return a text on one line that fits a table, without characters that a terminal would obey."""
    plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
