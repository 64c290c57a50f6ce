"""`cqlayout regions`: contiguous regions of a given size with the highest sum of scores."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.workflow.regions import RegionsResult

MOST_REGIONS = 100
MOST_CELLS = 10_000_000
EXAMPLE = "cqlayout regions out/suitability.tif --cells 20 --count 3 --spacing-m 1000"


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "regions",
        language,
        callback=partial(regions, language=language),
        params=_params(language),
        example=EXAMPLE,
    )


def _params(language: Language) -> list[click.Parameter]:
    """Return the surface and the options."""

    def option(name: str, **more: Any) -> SpokenOption:  # noqa: ANN401 - click's own options
        key = name.removeprefix("--").replace("-", "_")
        return SpokenOption([name], help=translate(f"cli.regions.{key}", language), **more)

    kinds = click.Choice(["rook", "queen"])
    return [
        click.Argument(["surface"], metavar="SURFACE.tif", help=translate("cli.regions.surface", language)),
        option("--cells", type=click.IntRange(1, MOST_CELLS), metavar="K"),
        option("--area-ha", type=click.FloatRange(0, 1e9, min_open=True), metavar="A"),
        option("--count", type=click.IntRange(1, MOST_REGIONS), default=1, metavar="N"),
        option("--connectivity", type=kinds, default="rook"),
        option("--spacing-m", type=click.FloatRange(0, 1e6), default=0.0, metavar="D"),
        option("--shape", type=click.FloatRange(0, 1), default=0.0, metavar="S"),
        option("--min-score", type=float, metavar="M"),
        option("--bridge-m", type=click.FloatRange(0, 1e4), default=0.0, metavar="W"),
        option("--fill-ha", type=click.FloatRange(0, 1e5), default=0.0, metavar="H"),
        option("--keep", metavar="FILE"),
        option("--json", is_flag=True),
    ]


def regions(*, surface: str, json: bool, language: Language, **asked: Any) -> None:  # noqa: ANN401 - options, converted by click
    """Search and print what was found.

    Parameters
    ----------
    surface
        A raster of scores.
    json
        Whether to print JSON.
    language
        Language of what is printed.
    asked
        The other options by name: cells, area_ha, count, connectivity, shape and those of `Terms`.

    Raises
    ------
    CaseError
        The size is stated twice or not at all.
    EmptyCandidatesError
        No region of that size fits.
    GeodataError
        The raster cannot be used.
    """
    from geodata.write.manifest import to_json_bytes  # noqa: PLC0415 - `--help` stays fast
    from layout.suitability.locate import RegionsWanted  # noqa: PLC0415 - as above
    from layout.workflow.regions import Size, Terms, find_regions  # noqa: PLC0415 - as above

    result = find_regions(
        surface,
        Size(asked["cells"], asked["area_ha"]),
        question=RegionsWanted(
            cells=1, count=asked["count"], connectivity=asked["connectivity"], shape=asked["shape"]
        ),
        terms=Terms(
            **{name: asked[name] for name in ("spacing_m", "min_score", "bridge_m", "fill_ha", "keep")}
        ),
    )
    if json:
        click.echo(to_json_bytes(result.record()).decode(), nl=False)
        return
    for line in result_lines(result, language):
        click.echo(line)


def result_lines(result: "RegionsResult", language: Language) -> "Iterator[str]":
    """Yield the result as lines of text."""
    found = result.found
    yield translate(
        "cli.regions.total",
        language,
        found=len(found.regions),
        wanted=result.wanted.count,
        cells=result.wanted.cells,
        objective=f"{found.objective:.4f}",
        bound=f"{found.bound:.4f}",
        gap=f"{found.gap:.2%}",
        method=translate(f"cli.regions.method.{found.method}", language),
    )
    if result.existing:
        yield translate("cli.regions.existing", language, count=len(result.existing))
    for number, (region, total, area, part) in enumerate(
        zip(found.regions, found.sums, result.areas_ha, result.parts, strict=True), start=1
    ):
        yield translate(
            "cli.regions.region",
            language,
            number=number,
            cells=len(region),
            area=f"{area:,.2f}",
            mean=f"{total / len(region):.4f}",
            sum=f"{total:.4f}",
        )
        if part.bridged or part.filled:
            yield translate("cli.regions.made_of", language, bridged=part.bridged, filled=part.filled)
