"""`cqlayout layers list`: what data the product carries, with licence, vintage and checksum."""

import json
from functools import partial
from typing import TYPE_CHECKING

import click

from geodata.text import Bilingual, Language
from layout.cli.columns import text_table
from layout.cli.speech import SpokenCommand, SpokenGroup, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from geodata.catalog import Entry


def command(language: Language) -> SpokenGroup:
    """Return the command group with its help in `language`."""
    listing = SpokenCommand(
        "layers.list",
        language,
        callback=partial(list_layers, language=language),
        params=[
            SpokenOption(
                ["--json", "as_json"], is_flag=True, help=translate("cli.layers.list.json", language)
            )
        ],
        example="cqlayout layers list --json",
    )
    return SpokenGroup("layers", language, commands=[listing], example="cqlayout layers list")


def list_layers(*, as_json: bool, language: Language) -> None:
    """Print the catalogue as a table, or whole as JSON.

    Parameters
    ----------
    as_json
        Print every field of every entry as JSON instead of the short table.
    language
        Language of titles and headings; JSON carries both.
    """
    from geodata.catalog import entries  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast

    found = entries()
    if as_json:
        click.echo(json.dumps([describe(entry) for entry in found], ensure_ascii=False, indent=2))
        return
    headings = [
        translate(f"cli.layers.column.{name}", language)
        for name in ("id", "kind", "title", "vintage", "licence")
    ]
    rows = [
        [
            entry.layer_id,
            translate(f"cli.layers.kind.{entry.kind}", language),
            entry.title.pick(language),
            entry.vintage,
            entry.licence,
        ]
        for entry in found
    ]
    click.echo(text_table(headings, rows))
    click.echo(translate("cli.layers.list.total", language, count=len(rows)))
    for entry in found:
        if not entry.installed:
            remedy = entry.remedy_text.pick(language)
            click.echo(translate("cli.layers.list.not_installed", language, id=entry.layer_id, remedy=remedy))


def describe(entry: "Entry") -> dict[str, object]:
    """Return every field of a catalogue entry as plain data, texts in both languages.

    Parameters
    ----------
    entry
        One dataset of the catalogue.
    """
    return {
        "id": entry.layer_id,
        "kind": entry.kind,
        "title": _both(entry.title),
        "vintage": entry.vintage,
        "licence": entry.licence,
        "attribution": _both(entry.attribution),
        "confidence": dict(entry.confidence),
        "position_precision": _both(entry.precision_note),
        "note": _both(entry.note),
        "source_ids": list(entry.source_ids),
        "files": list(entry.files),
        "installed": entry.installed,
        "checksum_sha256": entry.checksum_sha256 if entry.installed else None,
    }


def _both(text: Bilingual) -> dict[str, str]:
    """Return a text as a mapping from language to words."""
    return {"en": text.en, "zh": text.zh}
