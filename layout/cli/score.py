"""`cqlayout score`: rank the sites of a case file and write the four files of the run."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate
from layout.resources import find_case

if TYPE_CHECKING:
    from layout.workflow.rank import RankingResult

DEFAULT_TOP = 10


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "score",
        language,
        callback=partial(score, language=language),
        params=[
            click.Argument(["case"], metavar="CASE", help=translate("cli.score.case", language)),
            SpokenOption(["--out"], required=True, metavar="DIR", help=translate("cli.score.out", language)),
            SpokenOption(
                ["--top"],
                type=click.IntRange(1, 1000),
                default=DEFAULT_TOP,
                metavar="N",
                help=translate("cli.score.top", language),
            ),
        ],
        example="cqlayout score cases/nev-battery.toml --out out/",
    )


def score(*, case: str, out: str, top: int, language: Language) -> None:
    """Rank, write, and print the best sites, what was missing and which rules were not evaluated.

    Parameters
    ----------
    case
        Path of a case file, or the bare name of a shipped one.
    out
        Folder for `ranking.csv`, `sites.geojson`, `run.json` and `case.toml`.
    top
        How many sites to print.
    language
        Language of what is printed; the files carry both.

    Raises
    ------
    CaseError
        The case cannot be run as written.
    EmptyCandidatesError
        No site is left to rank.
    WriteError
        The folder cannot be written.
    """
    from layout.cli.ranking_text import ranking_lines  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.config import load_case  # noqa: PLC0415 - as above
    from layout.workflow.export import write_run  # noqa: PLC0415 - as above
    from layout.workflow.rank import rank_sites  # noqa: PLC0415 - as above

    result = rank_sites(load_case(find_case(case)))
    write_run(result, Path(out))
    for line in ranking_lines(result, top=top, language=language):
        click.echo(line)
    click.echo(translate("cli.score.wrote", language, files=_files(result), folder=out))


def _files(result: "RankingResult") -> str:
    """Return the names of the files that the case asks for, and of the two that are always written."""
    return ", ".join((*result.case.outputs.files, "run.json", "case.toml"))
