"""`cqlayout data convert`: a file of the office into another format, checked on the way in and read back on the way out."""

from functools import partial
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from geodata.read import Report

EXIT_DONE, EXIT_REJECTED, EXIT_QUESTION = 0, 2, 3


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""

    def words(key: str) -> str:
        return translate(f"cli.data.convert.{key}", language)

    return SpokenCommand(
        "data.convert",
        language,
        callback=partial(convert, language=language),
        params=[
            click.Argument(["source"], metavar="IN", help=words("source")),
            click.Argument(["target"], metavar="OUT", help=words("target")),
            SpokenOption(["--layer"], metavar="NAME", help=words("layer")),
            SpokenOption(["--crs"], metavar="EPSG:…", help=words("crs")),
            SpokenOption(["--datum"], type=click.Choice(["wgs84", "gcj02", "bd09"]), help=words("datum")),
            SpokenOption(["--to-crs"], metavar="EPSG:…", help=words("to_crs")),
        ],
        example="cqlayout data convert parcels.geojson parcels.gpkg --to-crs EPSG:4545",
    )


class Answers(TypedDict):
    """What the person answers to the questions that a file may raise.

    Parameters
    ----------
    layer
        Which layer, sheet or archive member to read.
    crs, datum
        Where the positions of the file are.
    """

    layer: str | None
    crs: str | None
    datum: Literal["wgs84", "gcj02", "bd09"] | None


def convert(
    *, source: str, target: str, to_crs: str | None, language: Language, **answers: Unpack[Answers]
) -> int:
    """Convert a file, say what was found and changed, and return the exit code: 0 done, 2 rejected, 3 a question is open.

    Parameters
    ----------
    source, target
        The files.
    to_crs
        The coordinate system of the new file.
    language
        Language of what is printed.
    answers
        Answers to what the file leaves open.

    Raises
    ------
    DataFormatError, CRSMismatchError, WriteError
        The new file could not be made; an older one is unchanged.
    """
    from geodata.exchange import convert_file  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast
    from geodata.read import ReadOptions  # noqa: PLC0415 - as above

    done = convert_file(source, target, options=ReadOptions(**answers), to_crs=to_crs)
    _tell(done.report, language)
    if done.rows is None:
        return EXIT_QUESTION if done.report.verdict.value == "ask" else EXIT_REJECTED
    for note in done.notes:
        click.echo(f"  {note.pick(language)}", err=True)
    click.echo(translate("cli.data.convert.done", language, path=target, count=done.rows))
    return EXIT_DONE


def _tell(report: "Report", language: Language) -> None:
    """Print the findings with their remedies on stderr."""
    for item in report.findings:
        click.echo(f"{item.message.pick(language)} {item.remedy.pick(language)}", err=True)
