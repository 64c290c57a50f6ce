"""The options by which a person answers what a file leaves open: the same for `data check` and `data import`."""

import click

from geodata.text import Language
from layout.cli.speech import SpokenOption
from layout.i18n import translate

DATUMS = ("wgs84", "gcj02", "bd09")
AXES = ("xy", "yx")
EXIT_REJECTED, EXIT_QUESTION = 2, 3
EXITS = {"reject": EXIT_REJECTED, "ask": EXIT_QUESTION}


def answer_options(language: Language) -> list[click.Parameter]:
    """Return `--layer --crs --datum --axes --encoding --band --nodata` with their help in `language`."""

    def words(name: str) -> str:
        return translate(f"cli.data.check.{name}", language)

    return [
        SpokenOption(["--layer"], metavar="L", help=words("layer")),
        SpokenOption(["--crs"], metavar="EPSG:…", help=words("crs")),
        SpokenOption(["--datum"], type=click.Choice(DATUMS), help=words("datum")),
        SpokenOption(["--axes"], type=click.Choice(AXES), help=words("axes")),
        SpokenOption(["--encoding"], metavar="E", help=words("encoding")),
        SpokenOption(["--band"], metavar="N", help=words("band")),
        SpokenOption(["--nodata"], metavar="V", help=words("nodata")),
    ]
