"""`cqlayout suitability`: compute a suitability case and write its files."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from geodata.text import Language
from layout.cli.desk_option import layers_option, named_desk
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.workflow.suitability.result import SuitabilityResult

MOST_THREADS = 64


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "suitability",
        language,
        callback=partial(suitability, language=language),
        params=[
            click.Argument(["case"], metavar="CASE", help=translate("cli.suitability.case", language)),
            SpokenOption(
                ["--out"], required=True, metavar="DIR", help=translate("cli.suitability.out", language)
            ),
            SpokenOption(
                ["--threads"],
                type=click.IntRange(1, MOST_THREADS),
                default=2,
                metavar="N",
                help=translate("cli.suitability.threads", language),
            ),
            SpokenOption(
                ["--scheduler"], metavar="ADDRESS", help=translate("cli.suitability.scheduler", language)
            ),
            SpokenOption(["--reuse"], is_flag=True, help=translate("cli.suitability.reuse", language)),
            layers_option(language),
        ],
        example="cqlayout suitability cases/suitability/template.toml --out out/",
    )


class Manners(TypedDict):
    """How a case is run; nothing of it changes the result but the workspace, which holds the layers that the case names.

    Parameters
    ----------
    threads
        Strips computed at the same time.
    scheduler
        Dask scheduler whose workers compute instead.
    reuse
        Whether values are kept for other weights.
    workspace
        Folder of the workspace; that in use when None.
    """

    threads: int
    scheduler: str | None
    reuse: bool
    workspace: str | None


def suitability(*, case: str, out: str, language: Language, **manners: Unpack[Manners]) -> None:
    """Compute, write, and print the waterfall.

    Parameters
    ----------
    case
        Path of a suitability case.
    out
        Folder for the files.
    language
        Language of what is printed.
    manners
        How it is run, and with which workspace.

    Raises
    ------
    CaseError, GeodataError
        The case or one of its files cannot be used.
    ClusterError
        The scheduler does not answer, or its workers died.
    WriteError
        The folder cannot be written.
    """
    from layout.config.suitability_toml import load_suitability_case  # noqa: PLC0415 - `--help` stays fast
    from layout.workflow.suitability.run import Manner, run_suitability  # noqa: PLC0415 - as above

    path = Path(case)
    loaded = load_suitability_case(path)
    with named_desk(manners["workspace"]):
        result = run_suitability(
            loaded,
            path.resolve().parent,
            out=out,
            threads=manners["threads"],
            scheduler=manners["scheduler"],
            manner=Manner(reuse=manners["reuse"]),
        )
    for line in result_lines(result, language=language):
        click.echo(line)
    click.echo(translate("cli.suitability.wrote", language, folder=out))


def result_lines(result: "SuitabilityResult", *, language: Language) -> "Iterator[str]":
    """Yield what is printed of a result."""
    cell = result.cell_area_km2
    outcome = result.outcome
    yield translate(
        "cli.suitability.area",
        language,
        area=_km2(outcome.area * cell),
        excluded=_km2(outcome.excluded * cell),
        available=_km2(outcome.available * cell),
        undecided=_km2(outcome.undecided * cell),
        unscored=_km2(outcome.unscored * cell),
    )
    steps = result.waterfall[result.waterfall["evaluated"] & result.waterfall["mode"].notna()]
    for step in steps.to_dict("records"):
        numbers = {
            name: _km2(step[f"{name}_km2"])
            for name in ("in_order", "alone", "marginal", "shapley", "remaining")
        }
        yield translate("cli.suitability.step", language, name=step[f"name_{language}"], **numbers)
    yield from _register_lines(result, language)
    for item in result.not_evaluated:
        name, reason = item.text.name.pick(language), item.reason.pick(language)
        yield translate("cli.suitability.not_evaluated", language, name=name, reason=reason)
    largest = _km2(float(result.areas["area_ha"].max())) if len(result.areas) else "0"
    yield translate(
        "cli.suitability.areas",
        language,
        count=len(result.areas),
        least=f"{result.case.areas.min_ha:g}",
        largest=largest,
    )


def _register_lines(result: "SuitabilityResult", language: Language) -> "Iterator[str]":
    """Yield which rules took a row of the office's register, and what that row changes."""
    for text in result.texts:
        taken = text.taken
        if taken is not None and taken.register == "office":
            changed = "; ".join(
                f"{name}: {'-' if old is None else old} → {new}" for name, (old, new) in taken.changes.items()
            )
            yield translate(
                "cli.suitability.register",
                language,
                name=text.name.pick(language),
                line=taken.line,
                jurisdiction=taken.jurisdiction,
                changes=f" ({changed})" if changed else "",
            )


def _km2(value: float) -> str:
    """Return an area with two decimals."""
    return f"{value:,.2f}"
