"""`cqlayout data fetch`: open terrain, land cover and OpenStreetMap for a study, by download or from files carried in."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypedDict, Unpack

import click

from geodata.text import Language
from layout.cli.data_answers import EXIT_REJECTED
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.workflow.suitability.fetch_plan import Plan

MIB: Final = 1024 * 1024
_DATASETS: Final = ("dem", "landcover", "osm")


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""

    def words(key: str) -> str:
        return translate(f"cli.data.fetch.{key}", language)

    return SpokenCommand(
        "data.fetch",
        language,
        callback=partial(fetch, language=language),
        params=[
            click.Argument(["dataset"], type=click.Choice(_DATASETS), help=words("dataset")),
            SpokenOption(["--out"], required=True, metavar="DIR", help=words("out")),
            SpokenOption(["--area"], default="all", metavar="AREA", help=words("area")),
            SpokenOption(["--yes"], is_flag=True, help=words("yes")),
            SpokenOption(["--mirror"], metavar="URL", help=words("mirror")),
            SpokenOption(["--proxy"], metavar="URL", help=words("proxy")),
            SpokenOption(["--into"], metavar="W", help=words("into")),
            SpokenOption(["--from", "carried"], multiple=True, metavar="FILE", help=words("from")),
        ],
        example="cqlayout data fetch dem --area 500112 --out terrain/",
    )


class Route(TypedDict):
    """How the files come here.

    Parameters
    ----------
    mirror, proxy
        Addresses; None for the publisher's, and for those of the environment.
    into
        Workspace that takes the layers in; None leaves them in the folder.
    carried
        Files carried in by hand: then nothing is downloaded.
    """

    mirror: str | None
    proxy: str | None
    into: str | None
    carried: tuple[str, ...]


def fetch(
    *,
    dataset: Literal["dem", "landcover", "osm"],
    out: str,
    area: str,
    yes: bool,
    language: Language,
    **route: Unpack[Route],
) -> None:
    """Show what would be downloaded and how large it is; with --yes do it and write the layers.

    Parameters
    ----------
    dataset
        Which dataset.
    out
        Folder for the layers.
    area
        `all`, district codes, or west,south,east,north.
    yes
        Whether to download.
    language
        Language of what is printed.
    route
        How the files come here.

    Raises
    ------
    FetchError, GeodataError
        The mirror, a file, the folder or the workspace cannot be used.
    """
    from geodata.fetch.connection import Connection  # noqa: PLC0415 - `--help` stays fast
    from geodata.fetch.dataset import DATASETS  # noqa: PLC0415 - as above
    from layout.workflow.suitability.fetch_plan import area_bounds, plan_fetch  # noqa: PLC0415 - as above
    from layout.workflow.suitability.fetching import run_fetch, take_in  # noqa: PLC0415 - as above

    bounds = area_bounds(area)
    if route["carried"]:
        files = [Path(name) for name in route["carried"]]
        written = take_in(dataset, files, bounds=bounds, folder=out, sources=[file.name for file in files])
    else:
        connection = Connection(route["mirror"] or DATASETS[dataset].mirror, proxy=route["proxy"])
        plan = plan_fetch(dataset, bounds, connection=connection)
        _show(plan, connection.mirror, language)
        if not yes:
            click.echo(translate("cli.data.fetch.not_yet", language))
            return
        written = run_fetch(plan, connection, folder=out, told=partial(_progress, language=language))
    for path in written:
        click.echo(translate("cli.data.fetch.wrote", language, path=path))
    if route["into"] is not None:
        _take_into(Path(route["into"]), dataset, written, language)
    click.echo(f"{DATASETS[dataset].licence} · {DATASETS[dataset].attribution.pick(language)}")
    click.echo(DATASETS[dataset].note.pick(language))


def _take_into(place: Path, dataset: str, written: "Sequence[Path]", language: Language) -> None:
    """Take the layers that were written into a workspace, with what the publisher says of them."""
    from layout.cli.data_import import kept_line, stopped_line  # noqa: PLC0415 - `--help` stays fast
    from layout.workflow.intake.fetched_import import import_fetched  # noqa: PLC0415 - as above

    for path in written:
        done = import_fetched(path, dataset, folder=place)
        if done.version is None:
            click.echo(stopped_line(done.report, language), err=True)
            click.get_current_context().exit(EXIT_REJECTED)
        click.echo(kept_line(done, place, language=language))


def _show(plan: "Plan", mirror: str, language: Language) -> None:
    """Print the files of a plan and what they weigh."""
    for item in plan.items:
        key = "window" if item.windowed else "whole"
        size = f"{item.most_bytes / MIB:,.1f}"
        click.echo(translate(f"cli.data.fetch.{key}", language, name=item.file.name, size=size))
    for file in plan.missing:
        click.echo(translate("cli.data.fetch.missing", language, name=file.name))
    size = f"{plan.most_bytes / MIB:,.1f}"
    click.echo(translate("cli.data.fetch.total", language, count=len(plan.items), size=size, mirror=mirror))


def _progress(name: str, done: int, whole: int, *, language: Language) -> None:
    """Print that a file is there."""
    if done == whole:
        click.echo(translate("cli.data.fetch.done", language, name=name, size=f"{whole / MIB:,.1f}"))
