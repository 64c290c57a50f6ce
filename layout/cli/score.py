"""`cqlayout score`: rank the sites of a case file and write the files of the run."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from geodata.text import Language
from layout.cli.inputs import own_sites_option, ranked_case
from layout.cli.keeping import check_tags, keep_options, keep_run
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate
from layout.resources import find_case

if TYPE_CHECKING:
    from layout.entities.candidates import CandidateLayer
    from layout.workflow.ranking.proof import Proof
    from layout.workflow.ranking.rank import RankingResult

DEFAULT_TOP = 10
LAYERS = ("parks", "sites", "parks+sites")
STANDING = 3
"""Sentences of the certificate that are printed; the file has all."""


class Chosen(TypedDict):
    """What may be left out on the line."""

    candidates: "CandidateLayer | None"
    workspace: str | None
    unproved: bool
    keep: str | None
    tags: tuple[str, ...]


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
            SpokenOption(
                ["--candidates"],
                type=click.Choice(LAYERS),
                help=translate("cli.score.candidates", language),
            ),
            own_sites_option(language),
            SpokenOption(
                ["--no-robustness", "unproved"],
                is_flag=True,
                help=translate("cli.score.no_robustness", language),
            ),
            *keep_options(language),
        ],
        example="cqlayout score cases/nev-battery.toml --out out/",
    )


def score(*, case: str, out: str, top: int, language: Language, **chosen: Unpack[Chosen]) -> None:
    """Rank, prove, write, and print the best sites, what was missing and which rules were not evaluated.

    Parameters
    ----------
    case
        Path of a case file, or the bare name of a shipped one.
    out
        Folder for the files of the run.
    top
        How many sites to print.
    language
        Language of what is printed; the files carry both.
    chosen
        Layer of candidates instead of that of the case, workspace of the office's own sites (the one in use by default), whether the proof is left out, where to keep the
        run, and words to know it by.

    Raises
    ------
    CaseError
        The case cannot be run as written.
    EmptyCandidatesError
        No site is left to rank.
    OwnSiteError, WorkspaceError
        Own sites are not there or cannot be used.
    WriteError
        The folder cannot be written, or the run could not be kept.
    """
    from layout.cli.ranking_text import ranking_lines  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.ranking.export import write_run  # noqa: PLC0415 - as above
    from layout.workflow.ranking.proof import prove  # noqa: PLC0415 - as above
    from layout.workflow.runs.kept_ranking import ranking_run  # noqa: PLC0415 - as above

    file = find_case(case)
    keep, tags = chosen["keep"], chosen["tags"]
    check_tags(keep, tags, language=language)
    result = ranked_case(file, chosen["workspace"], layer=chosen["candidates"])
    proof = None if chosen["unproved"] else prove(result)
    write_run(result, Path(out), proof=proof)
    if keep is not None:
        keep_run(ranking_run(result, proof), keep, tags=tags, language=language)
    for line in ranking_lines(result, top=top, language=language):
        click.echo(line)
    if proof is not None:
        click.echo("\n".join(text.pick(language) for text in proof.standing[:STANDING]))
    click.echo(translate("cli.score.wrote", language, files=_files(result, proof), folder=out))


def _files(result: "RankingResult", proof: "Proof | None") -> str:
    """Return the names of the files that were written."""
    from layout.workflow.ranking.own_run import OWN_FILE  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.ranking.proof_files import PROOF_FILES  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    proved = () if proof is None else PROOF_FILES
    own = () if result.own is None else (OWN_FILE,)
    return ", ".join((*result.case.outputs.files, *proved, *own, "run.json", "case.toml"))
