"""`cqlayout zonal`: statistics of a raster under polygons, each cell by the share of it that is covered."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.errors import CaseError
from layout.i18n import translate

if TYPE_CHECKING:
    import pandas as pd

    from layout.workflow.suitability.zonal import ZonalTable

DEFAULT = "mean,min,max"
_HIGHEST_BAND = 1000


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""

    def option(name: str, **more: Any) -> SpokenOption:  # noqa: ANN401 - click's own options
        return SpokenOption([name], help=translate(f"cli.zonal.{name.removeprefix('--')}", language), **more)

    return SpokenCommand(
        "zonal",
        language,
        callback=partial(zonal, language=language),
        params=[
            click.Argument(["raster"], metavar="RASTER.tif", help=translate("cli.zonal.raster", language)),
            click.Argument(["polygons"], metavar="POLYGONS", help=translate("cli.zonal.polygons", language)),
            option("--statistics", default=DEFAULT, metavar="LIST"),
            option("--classes", is_flag=True),
            option("--name", metavar="ATTRIBUTE"),
            option("--layer", metavar="NAME"),
            option("--band", type=click.IntRange(1, _HIGHEST_BAND), default=1, metavar="N"),
            option("--out", metavar="FILE"),
            option("--json", is_flag=True),
        ],
        example="cqlayout zonal out/suitability.tif parcels.geojson --name name --out parcels.csv",
    )


def zonal(
    *,
    raster: str,
    polygons: str,
    out: str | None,
    json: bool,
    language: Language,
    **asked: Any,  # noqa: ANN401 - options, converted by click
) -> None:
    """Compute the statistics, write or print them.

    Parameters
    ----------
    raster, polygons
        The files.
    out
        A CSV or XLSX file to write.
    json
        Whether to print JSON.
    language
        Language of what is printed.
    asked
        statistics (names separated by commas), classes, name, layer, band.

    Raises
    ------
    GeodataError
        A file or a statistic cannot be used.
    CaseError
        The file to write is of another kind.
    """
    from geodata.write.manifest import to_json_bytes  # noqa: PLC0415 - `--help` stays fast
    from layout.workflow.suitability.zonal import Zones, zonal_table  # noqa: PLC0415 - as above

    kind = None if out is None else _kind(out)
    names: list[Any] = [name.strip() for name in asked["statistics"].split(",") if name.strip()]
    found = zonal_table(
        raster,
        Zones(polygons, asked["layer"], asked["name"]),
        statistics=names,
        band=asked["band"],
        classes=asked["classes"],
    )
    if out is not None:
        _write(found.rows, Path(out), kind)
    if json:
        record = {"zones": found.rows.to_dict("records"), "notes": found.notes}
        click.echo(to_json_bytes(record).decode(), nl=False)
        return
    if out is None:
        click.echo(shown(found, language))
    else:
        click.echo(translate("landuse.word.wrote", language, file=out))
    for note in found.notes:
        click.echo(note.pick(language), err=True)


def _kind(out: str) -> str:
    """Return the suffix of the file to write."""
    kind = Path(out).suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise CaseError(
            en=f"--out {out}: {kind or 'no suffix'} found, expected a file that ends in .csv or .xlsx.",
            zh=f"--out {out}：后缀为 {kind or '空'}，应为 .csv 或 .xlsx 文件。",
        )
    return kind


def _write(rows: "pd.DataFrame", path: Path, kind: str | None) -> None:
    """Write the table."""
    from geodata.write import write_file  # noqa: PLC0415 - `--help` stays fast
    from geodata.write.csv import to_csv_bytes  # noqa: PLC0415 - as above
    from geodata.write.tables import to_xlsx_bytes  # noqa: PLC0415 - as above

    write_file(path, to_xlsx_bytes({"zonal": rows}) if kind == ".xlsx" else to_csv_bytes(rows))


def shown(found: "ZonalTable", language: Language) -> str:
    """Return the table for a terminal; a value that is not known is told as such."""
    unknown = translate("domain.no_data", language)
    headings = [_heading(str(name), language) for name in found.rows.columns]
    rows = [
        [unknown if value != value else _cell(value) for value in row]  # noqa: PLR0124 - NaN
        for row in found.rows.itertuples(index=False)
    ]
    return text_table(headings, rows)


def _heading(name: str, language: Language) -> str:
    """Return the heading of a column."""
    if name.startswith("share_"):
        return translate("zonal.column.share", language, value=name.removeprefix("share_"))
    return translate(f"zonal.column.{name}", language)


def _cell(value: object) -> str:
    """Return the text of a value."""
    return f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
