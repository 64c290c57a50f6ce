"""`cqlayout workspace list`: what a workspace holds, or what is in its bin."""

import json
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from geodata.workspace import Item, Version

_COLUMNS = ("name", "kind", "version", "rows", "created", "title")


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "workspace.list",
        language,
        callback=partial(list_items, language=language),
        params=[
            click.Argument(["folder"], metavar="FOLDER", help=translate("cli.workspace.folder", language)),
            SpokenOption(
                ["--bin", "binned"], is_flag=True, help=translate("cli.workspace.list.bin", language)
            ),
            SpokenOption(
                ["--json", "as_json"], is_flag=True, help=translate("cli.workspace.list.json", language)
            ),
        ],
        example="cqlayout workspace list office",
    )


def list_items(*, folder: str, binned: bool, as_json: bool, language: Language) -> None:
    """Print the items of a workspace as a table, or with every version as JSON.

    Parameters
    ----------
    folder
        The workspace.
    binned
        Show the bin.
    as_json
        Print every version of every item.
    language
        Language of headings and titles; JSON carries both.

    Raises
    ------
    WorkspaceError
        The folder is no workspace, or its records are damaged.
    """
    from geodata.workspace import Workspace  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast

    workspace = Workspace.open(folder)
    items = workspace.items(binned=binned)
    if as_json:
        described = [
            {
                "name": item.item_id,
                "binned": item.binned,
                "versions": [describe(v) for v in workspace.versions(item.item_id)],
            }
            for item in items
        ]
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    headings = [translate(f"cli.workspace.column.{name}", language) for name in _COLUMNS]
    if items:
        click.echo(text_table(headings, [_row(item, language) for item in items]))
    click.echo(translate("cli.workspace.list.total", language, count=len(items)))


def describe(version: "Version") -> dict[str, object]:
    """Return a version as plain data, texts in both languages.

    Parameters
    ----------
    version
        One version of an item.
    """
    original = version.original
    return {
        "number": version.number,
        "kind": version.kind,
        "created": version.created,
        "title": {"en": version.title.en, "zh": version.title.zh},
        "rows": version.rows,
        "crs": version.crs,
        "columns": list(version.columns),
        "source": {"en": version.provenance.attribution.en, "zh": version.provenance.attribution.zh},
        "licence": version.provenance.licence,
        "vintage": version.provenance.vintage,
        "source_ids": list(version.provenance.source_ids),
        "notes": [{"en": note.en, "zh": note.zh} for note in version.notes],
        "original": None if original is None else {"name": original.name, "sha256": original.sha256},
        "restored_from": version.restored_from,
        "sha256": version.sha256,
        "size": version.size,
        **({} if version.raster is None else {"raster": asdict(version.raster)}),
    }


def _row(item: "Item", language: Language) -> list[str]:
    """Return the cells of one item."""
    current = item.current
    kind = translate(f"cli.workspace.kind.{current.kind}", language)
    number = f"{current.number}/{item.versions}"
    return [item.item_id, kind, number, str(current.rows), current.created[:19], current.title.pick(language)]
