"""`cqlayout export`: one layer of the catalogue as a GeoJSON or CSV file."""

from functools import partial
from pathlib import Path
from typing import Literal

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

FORMATS = ("geojson", "csv")  # the same as layout.workflow.layer_files.LAYER_FORMATS; a test compares them


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "export",
        language,
        callback=partial(export, language=language),
        params=[
            click.Argument(["layer"], metavar="LAYER", help=translate("cli.export.layer", language)),
            SpokenOption(
                ["--format", "layer_format"],
                type=click.Choice(FORMATS),
                required=True,
                help=translate("cli.export.format", language),
            ),
            SpokenOption(
                ["--out"], required=True, metavar="FILE", help=translate("cli.export.out", language)
            ),
        ],
        example="cqlayout export parks --format geojson --out parks.geojson",
    )


def export(*, layer: str, layer_format: Literal["geojson", "csv"], out: str, language: Language) -> None:
    """Write a layer to `out` and say how many rows it has and whom to credit.

    Parameters
    ----------
    layer
        Id in the catalogue.
    layer_format
        `geojson` or `csv`.
    out
        File to write; it appears whole or not at all.
    language
        Language of what is printed.

    Raises
    ------
    UnknownLayerError
        The catalogue has no such layer.
    ExportFormatError
        The layer cannot be written in this format.
    WriteError
        The file cannot be written.
    """
    from geodata.write import write_file  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast
    from layout.workflow.layer_files import layer_file  # noqa: PLC0415 - as above

    file = layer_file(layer, layer_format)
    write_file(Path(out), file.content)
    credit = file.attribution.pick(language)
    click.echo(translate("cli.export.done", language, path=out, count=file.rows, attribution=credit))
