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
    from layout.workflow.candidature import Whereabouts
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
            SpokenOption(["--workspace"], metavar="W", help=translate("cli.score.workspace", language)),
        ],
        example="cqlayout score cases/nev-battery.toml --out out/",
    )


def score(*, case: str, out: str, top: int, workspace: str | None, language: Language) -> None:
    """Rank, write, and print the best sites, what was missing and which rules were not evaluated.

    Parameters
    ----------
    case
        Path of a case file, or the bare name of a shipped one.
    out
        Folder for `ranking.csv`, `sites.geojson`, `run.json` and `case.toml`.
    top
        How many sites to print.
    workspace
        Folder of the workspace that holds own sites; the one in use by default.
    language
        Language of what is printed; the files carry both.

    Raises
    ------
    CaseError
        The case cannot be run as written.
    EmptyCandidatesError
        No site is left to rank.
    OwnSiteError, WorkspaceError
        Own sites are not there or cannot be used.
    WriteError
        The folder cannot be written.
    """
    from layout.cli.ranking_text import ranking_lines  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.config import load_case  # noqa: PLC0415 - as above
    from layout.workflow.export import write_run  # noqa: PLC0415 - as above
    from layout.workflow.rank import rank_sites  # noqa: PLC0415 - as above

    file = find_case(case)
    result = rank_sites(load_case(file), where=_where(file.parent, workspace))
    write_run(result, Path(out))
    for line in ranking_lines(result, top=top, language=language):
        click.echo(line)
    click.echo(translate("cli.score.wrote", language, files=_files(result), folder=out))


def _where(home: Path, workspace: str | None) -> "Whereabouts":
    """Return where the office's own parks and sites are looked for: beside the case, in the workspace named or in use."""
    from geodata.workspace import Workspace  # noqa: PLC0415 - as above
    from layout.workflow.candidature import Whereabouts  # noqa: PLC0415 - as above
    from layout.workflow.desk import desk_workspace  # noqa: PLC0415 - as above

    return Whereabouts(home, desk_workspace() if workspace is None else Workspace.open(workspace))


def _files(result: "RankingResult") -> str:
    """Return the names of the files that the case asks for, and of the two that are always written."""
    return ", ".join((*result.case.outputs.files, "run.json", "case.toml"))
