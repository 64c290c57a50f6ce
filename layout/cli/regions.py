"""`cqlayout regions`: contiguous regions of a given size, or sharing a total, with the highest sum of scores."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodata.text import Language
from layout.cli.desk_option import layers_option, named_desk
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.suitability.locate import RegionsFound
    from layout.workflow.regions.parcel_regions import ParcelsResult
    from layout.workflow.regions.regions import RegionsResult
    from layout.workflow.suitability.area_told import AreaTold

MOST_REGIONS = 100
MOST_CELLS = 10_000_000
EXAMPLE = "cqlayout regions out/suitability.tif --cells 20 --count 3 --spacing-m 1000"
_TERMS = ("spacing_m", "min_score", "bridge_m", "fill_ha", "keep")
_SIZES = ("cells", "area_ha", "total_ha", "min_ha", "max_ha")


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
    hectares = click.FloatRange(0, 1e9, min_open=True)
    return [
        click.Argument(["surface"], metavar="SURFACE.tif", help=translate("cli.regions.surface", language)),
        option("--cells", type=click.IntRange(1, MOST_CELLS), metavar="K"),
        option("--area-ha", type=hectares, metavar="A"),
        option("--total-ha", type=hectares, metavar="T"),
        option("--min-ha", type=hectares, metavar="A"),
        option("--max-ha", type=hectares, metavar="A"),
        option("--count", type=click.IntRange(1, MOST_REGIONS), default=1, metavar="N"),
        option("--connectivity", type=kinds, default="rook"),
        option("--spacing-m", type=click.FloatRange(0, 1e6), default=0.0, metavar="D"),
        option("--shape", type=click.FloatRange(0, 1), default=0.0, metavar="S"),
        option("--min-score", type=float, metavar="M"),
        option("--bridge-m", type=click.FloatRange(0, 1e4), default=0.0, metavar="W"),
        option("--fill-ha", type=click.FloatRange(0, 1e5), default=0.0, metavar="H"),
        option("--keep", metavar="FILE"),
        option("--parcels", metavar="FILE"),
        option("--parcel-gap-m", type=click.FloatRange(0, 100), default=0.5, metavar="W"),
        option("--over-pct", type=click.FloatRange(0, 1000), default=10.0, metavar="P"),
        option("--case", metavar="CASE"),
        option("--out", metavar="FILE.geojson"),
        option("--json", is_flag=True),
        layers_option(language),
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
        The other options by name: those of `Size`, `Terms` and `ParcelTerms`, count, connectivity, shape, case, workspace and out.

    Raises
    ------
    CaseError
        The size is stated twice or not at all, or the total cannot be shared so.
    EmptyCandidatesError
        No region of that size fits.
    GeodataError
        The raster or a file cannot be used.
    """
    from geodata.write.manifest import to_json_bytes  # noqa: PLC0415 - `--help` stays fast

    with named_desk(asked["workspace"]):
        result = _found(surface, asked)
    if asked["out"] is not None:
        _write(result, asked["out"])
    if json:
        click.echo(to_json_bytes(result.record()).decode(), nl=False)
        return
    for line in result_lines(result, language):
        click.echo(line)
    if asked["out"] is not None:
        click.echo(translate("cli.regions.wrote", language, file=asked["out"]))


def _found(surface: str, asked: dict[str, Any]) -> "RegionsResult | ParcelsResult":
    """Return what was found, with what the study of a case tells of it."""
    from layout.suitability.locate import RegionsWanted  # noqa: PLC0415 - `--help` stays fast
    from layout.workflow.regions.terms import Size, Terms  # noqa: PLC0415 - as above

    size = Size(**{name: asked[name] for name in _SIZES})
    terms = Terms(**{name: asked[name] for name in _TERMS})
    question = RegionsWanted(
        cells=1, count=asked["count"], connectivity=asked["connectivity"], shape=asked["shape"]
    )
    result: RegionsResult | ParcelsResult
    if asked["parcels"] is None:
        from layout.workflow.regions.regions import find_regions  # noqa: PLC0415 - as above

        result = find_regions(surface, size, question=question, terms=terms)
    else:
        from layout.workflow.regions.parcel_file import ParcelTerms  # noqa: PLC0415 - as above
        from layout.workflow.regions.parcel_regions import find_parcel_regions  # noqa: PLC0415 - as above

        how = ParcelTerms(asked["parcels"], gap_m=asked["parcel_gap_m"], over_pct=asked["over_pct"])
        result = find_parcel_regions(surface, size, parcels=how, question=question, terms=terms)
    return result if asked["case"] is None else _told(result, Path(asked["case"]))


def _told(result: "RegionsResult | ParcelsResult", path: Path) -> "RegionsResult | ParcelsResult":
    """Return regions with what the layers of a case tell of each."""
    from layout.config.suitability_toml import load_suitability_case  # noqa: PLC0415 - `--help` stays fast
    from layout.workflow.regions.found import told_by  # noqa: PLC0415 - as above
    from layout.workflow.suitability.study import open_study  # noqa: PLC0415 - as above

    study = open_study(load_suitability_case(path), path.resolve().parent)
    try:
        return told_by(result, study)
    finally:
        study.close()


def _write(result: "RegionsResult | ParcelsResult", path: str) -> None:
    """Write the regions as GeoJSON."""
    from geodata.write.atomic import write_file  # noqa: PLC0415 - `--help` stays fast
    from geodata.write.geojson import to_geojson_bytes  # noqa: PLC0415 - as above
    from layout.workflow.regions.found import found_frame  # noqa: PLC0415 - as above

    write_file(Path(path), to_geojson_bytes(found_frame(result), name="regions"))


def result_lines(result: "RegionsResult | ParcelsResult", language: Language) -> "Iterator[str]":
    """Yield the result as lines of text."""
    from layout.workflow.regions.parcel_notes import parcel_notes  # noqa: PLC0415 - `--help` stays fast
    from layout.workflow.regions.parcel_regions import ParcelsResult  # noqa: PLC0415 - as above

    told = result.told or (None,) * len(result.found.regions)
    if isinstance(result, ParcelsResult):
        heads: Sequence[list[str]] = parcel_lines(result, language)
        yield parcel_total(result, language)
        yield from (f"  {note}" for note in parcel_notes(result, language))
    else:
        heads = region_lines(result, language)
        yield total_line(result, language)
    if result.existing:
        yield translate("cli.regions.existing", language, count=len(result.existing))
    for lines, said in zip(heads, told, strict=True):
        yield from lines
        if said is not None:
            yield from told_lines(said, language)


def total_line(result: "RegionsResult", language: Language) -> str:
    """Return the line that says how many were found and how good that is."""
    quality = _quality(result.found, language) | {"wanted": result.wanted.count}
    if result.sizes is None:
        return translate("cli.regions.total", language, cells=result.wanted.cells, **quality)
    sizes = result.sizes
    return translate(
        "cli.regions.total_shared",
        language,
        least=sizes.least,
        most=sizes.most,
        cells=sizes.total,
        **quality,
    )


def _quality(found: "RegionsFound", language: Language) -> dict[str, object]:
    """Return what is said of the quality of any choice."""
    return {
        "found": len(found.regions),
        "objective": f"{found.objective:.4f}",
        "bound": f"{found.bound:.4f}",
        "gap": f"{found.gap:.2%}",
        "method": translate(f"cli.regions.method.{found.method}", language),
    }


def region_lines(result: "RegionsResult", language: Language) -> list[list[str]]:
    """Return the lines of each region of cells."""
    found, lines = result.found, []
    rows = zip(found.regions, found.sums, result.areas_ha, result.parts, strict=True)
    for number, (region, total, area, part) in enumerate(rows, start=1):
        own = [
            translate(
                "cli.regions.region",
                language,
                number=number,
                cells=len(region),
                area=f"{area:,.2f}",
                mean=f"{total / len(region):.4f}",
                sum=f"{total:.4f}",
            )
        ]
        if part.bridged or part.filled:
            own.append(translate("cli.regions.made_of", language, bridged=part.bridged, filled=part.filled))
        lines.append(own)
    return lines


def parcel_total(result: "ParcelsResult", language: Language) -> str:
    """Return the line that says how many regions of parcels were found and how good that is."""
    low, high = result.wanted.range_of_total
    return translate(
        "cli.regions.total_parcels",
        language,
        wanted=result.wanted.count,
        least=f"{result.wanted.least:,.2f}",
        most=f"{result.wanted.most:,.2f}",
        low=f"{low:,.2f}",
        high=f"{high:,.2f}",
        used=result.account.used,
        **_quality(result.found, language),
    )


def parcel_lines(result: "ParcelsResult", language: Language) -> list[list[str]]:
    """Return the lines of each region of parcels."""
    rows = zip(result.found.regions, result.areas_ha(), result.names(), strict=True)
    lines = []
    for number, (members, area, names) in enumerate(rows, start=1):
        cover = result.cover.of(members)
        own = translate(
            "cli.regions.parcel_region",
            language,
            number=number,
            parcels=len(members),
            area=f"{area:,.2f}",
            mean=f"{cover['mean']:.4f}",
            sum=f"{cover['sum']:.4f}",
            excluded=f"{cover['excluded_share']:.1%}",
            unknown=f"{cover['no_data_share']:.1%}",
        )
        lines.append([own, "     " + translate("regions.parcels.between", language).join(names)])
    return lines


def told_lines(told: "AreaTold", language: Language) -> "Iterator[str]":
    """Yield what a study tells of one region."""
    from layout.workflow.suitability.area_words import access_words, slope_words, why_words  # noqa: PLC0415 - as above

    for name, words in (("slope", slope_words), ("access", access_words), ("why", why_words)):
        yield translate(f"cli.regions.told_{name}", language, words=words(told).pick(language))
