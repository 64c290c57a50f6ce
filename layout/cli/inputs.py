"""What the commands on decisions share: a plain table with its specification or a case, draws and seed, JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodata.text import Language
from layout.cli.json_text import json_text
from layout.cli.speech import SpokenOption
from layout.i18n import translate
from layout.resources import find_case, shipped_cases

if TYPE_CHECKING:
    from layout.entities.candidates import CandidateLayer
    from layout.workflow.ranking.rank import RankingResult

MOST_DRAWS = 1_000_000
MOST_SEED = 2**63 - 1


def table_or_case(language: Language) -> list[click.Parameter]:
    """Return the argument for a table or a case, `--spec`, which a table needs, and `--workspace`, which a case may have.

    `table` and `spec` are a case alone, or the paths of a CSV table and of its TOML specification; `workspace` is that of
    the office's own parks and sites, the one in use where None.
    """
    return [
        click.Argument(["table"], metavar="TABLE|CASE", help=translate("cli.inputs.subject", language)),
        SpokenOption(["--spec"], metavar="SPEC", help=translate("cli.inputs.spec", language)),
        own_sites_option(language),
    ]


def own_sites_option(language: Language) -> SpokenOption:
    """Return `--workspace`: where the office's own parks and sites are looked for; None where it is not given."""
    return SpokenOption(["--workspace"], metavar="W", help=translate("cli.score.workspace", language))


def table_and_spec(language: Language) -> list[click.Parameter]:
    """Return the argument for a table and its required specification."""
    return [
        click.Argument(["table"], metavar="TABLE", help=translate("cli.mcda.table", language)),
        SpokenOption(["--spec"], required=True, metavar="SPEC", help=translate("cli.mcda.spec", language)),
    ]


def draws_and_seed(language: Language) -> list[click.Parameter]:
    """Return `--draws` and `--seed`, None where they are not given."""
    return [
        SpokenOption(
            ["--draws"],
            type=click.IntRange(1, MOST_DRAWS),
            metavar="N",
            help=translate("cli.smaa.draws", language),
        ),
        seed_option(language),
    ]


def seed_option(language: Language) -> SpokenOption:
    """Return `--seed`, None where it is not given."""
    return SpokenOption(
        ["--seed"], type=click.IntRange(0, MOST_SEED), metavar="S", help=translate("cli.smaa.seed", language)
    )


def kind_and_file(
    kinds: Sequence[str], prefix: str, *, language: Language, metavar: str = "FILE"
) -> list[click.Parameter]:
    """Return the argument for what is written and its required `--out`; their help is `<prefix>.kind` and `<prefix>.out`."""
    return [
        click.Argument(
            ["kind"],
            type=click.Choice(kinds),
            metavar="KIND",
            help=translate(f"{prefix}.kind", language),
        ),
        SpokenOption(["--out"], required=True, metavar=metavar, help=translate(f"{prefix}.out", language)),
    ]


def json_flag(key: str, language: Language) -> SpokenOption:
    """Return `--json` with the help text of `key`."""
    return SpokenOption(["--json", "as_json"], is_flag=True, help=translate(key, language))


def say_json(data: dict[str, Any]) -> None:
    """Print plain data as JSON."""
    click.echo(json_text(data))


def case_of(
    subject: str, spec: str | None, *, workspace: str | None = None, language: Language
) -> Path | None:
    """Return the case that a line means, None where it means a table with its specification.

    Raises
    ------
    click.UsageError
        A table without its specification, or with a workspace, which it has no use for.
    DataMissingError
        There is no such case.
    """
    if spec is not None:
        if workspace is not None:
            raise click.UsageError(translate("cli.inputs.table_workspace", language))
        return None
    if Path(subject).suffix == ".toml" or subject in {case.stem for case in shipped_cases()}:
        return find_case(subject)
    raise click.UsageError(translate("cli.inputs.table_alone", language, table=subject))


def ranked_case(
    case: Path, workspace: str | None, *, layer: "CandidateLayer | None" = None
) -> "RankingResult":
    """Return the ranking of a case; own sites are looked for beside it and in the workspace named, or else in use.

    Parameters
    ----------
    case
        The file.
    workspace
        Folder of a workspace.
    layer
        Candidates instead of those of the case.

    Raises
    ------
    CaseError, EmptyCandidatesError, MissingDataError
        The case cannot be run.
    OwnSiteError, WorkspaceError
        Own sites are not there or cannot be used.
    """
    from geodata.workspace import Workspace  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.config import load_case  # noqa: PLC0415 - as above
    from layout.workflow.desk.tables import desk_workspace  # noqa: PLC0415 - as above
    from layout.workflow.ranking.rank import rank_sites  # noqa: PLC0415 - as above
    from layout.workflow.sites.candidature import with_layer  # noqa: PLC0415 - as above
    from layout.workflow.sites.own import Whereabouts  # noqa: PLC0415 - as above

    read = load_case(case)
    where = Whereabouts(case.parent, desk_workspace() if workspace is None else Workspace.open(workspace))
    return rank_sites(read if layer is None else with_layer(read, layer), where=where)
