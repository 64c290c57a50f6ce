"""What the commands of land use share: reading the office's tables, printing and writing results."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from geodata.text import Bilingual, Language
from layout.cli.columns import text_table
from layout.errors import CaseError, ExportFormatError, OfficeTableError
from layout.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from layout.viz.charts import Spec
    from layout.workflow.landuse.office_tables import TableKind


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    OfficeTableError
        It cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise OfficeTableError(
            en=f"{path}: cannot be read ({error.strerror}); give the path of an XLSX or CSV file",
            zh=f"{path}：无法读取（{error.strerror}），请给出 XLSX 或 CSV 文件路径",
        ) from error


def office_table(named: str) -> "pd.DataFrame":
    """Return the cells of one of the office's tables as text.

    Parameters
    ----------
    named
        Path of an XLSX or CSV file; the sheet of a workbook may follow after `#`.

    Raises
    ------
    OfficeTableError
        The file cannot be read, or has several sheets and none was named.
    """
    from geodata.read import SheetChoiceError  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.landuse.office_tables import office_cells  # noqa: PLC0415 - as above

    path, sheet = _file_and_sheet(named)
    name = Path(path).name
    try:
        return office_cells(read_bytes(path), origin=name, sheet=sheet)
    except SheetChoiceError as error:
        known = ", ".join(error.sheets)
        raise OfficeTableError(
            en=f"{name}: several sheets ({known}); name one after #, such as {name}#{error.sheets[0]}",
            zh=f"{name}：含多个工作表（{known}）；请在 # 后写明，如 {name}#{error.sheets[0]}",
        ) from error


def _file_and_sheet(named: str) -> tuple[str, str | None]:
    """Return path and sheet of what was typed; a file whose own name holds a # is that file."""
    path, mark, sheet = named.rpartition("#")
    return (path, sheet) if mark and not Path(named).exists() else (named, None)


def office_entities(named: str, kind: Literal["parks", "firms"]) -> "pd.DataFrame":
    """Return the office's parks or enterprises."""
    from layout.workflow.landuse.office_tables import entity_table  # noqa: PLC0415 - as above

    return entity_table(office_table(named), kind, origin=Path(_file_and_sheet(named)[0]).name)


def office_firms(path: str | None) -> "pd.DataFrame":
    """Return the office's enterprises: of the file, else those the workspace keeps.

    Raises
    ------
    OfficeTableError
        Neither is there, or the table cannot be read.
    """
    from layout.workflow.landuse import office_store  # noqa: PLC0415 - as above

    found = office_store.office_firms() if path is None else office_entities(path, "firms")
    if found is None:
        raise OfficeTableError(
            en="no table of enterprises: name one with --firms, or a workspace that keeps one with --workspace.",
            zh="缺少企业表：请用 --firms 指定，或用 --workspace 指定已保存企业表的工作区。",
        )
    return found


def office_parks(path: str | None) -> "pd.DataFrame | None":
    """Return the office's parks, each in its latest year: of the file, else those the workspace keeps, else None."""
    if path is not None:
        from layout.workflow.landuse.yearly_tables import latest_parks  # noqa: PLC0415 - as above

        return latest_parks(office_table(path), origin=Path(_file_and_sheet(path)[0]).name)
    from layout.workflow.landuse import office_store  # noqa: PLC0415 - as above

    return office_store.office_parks()


def yearly_parks(path: str | None) -> "dict[int, pd.DataFrame] | None":
    """Return the office's parks year by year: of the file, else of the workspace where it keeps several years, else None.

    Raises
    ------
    OfficeTableError
        The file has no column of years.
    """
    from layout.workflow.landuse import office_store, yearly_tables  # noqa: PLC0415 - as above

    if path is None:
        return office_store.office_parks_by_year()
    name = Path(_file_and_sheet(path)[0]).name
    found = yearly_tables.yearly_parks(office_table(path), origin=name)
    if not found:
        raise OfficeTableError(
            en=f"{name}: no column year; a series needs one row a park and year.",
            zh=f"{name}：缺少 year 列；时间序列需每个园区每年一行。",
        )
    return found


def kept_lines(kinds: "Sequence[TableKind]", language: Language) -> None:
    """Print which tables of the workspace in use a command has read: their file, version and checksum."""
    from layout.workflow.landuse import office_store  # noqa: PLC0415 - as above

    for kind in kinds:
        kept = office_store.kept_table(kind)
        if kept is not None:
            item, version = office_store.item_of(kind), kept.number
            line = translate("join.cli.used", language, item=item, version=version, sha256=kept.sha256)
            click.echo(f"* {line}")


def find_landuse_case(name: str) -> Path:
    """Return the case file that `name` means: a path that exists, or the name of a shipped case of land use.

    Raises
    ------
    CaseError
        There is neither.
    """
    from layout.resources import CASES_FOLDER, bundle_folder  # noqa: PLC0415 - as above

    path = Path(name)
    if path.is_file():
        return path
    shipped = {
        case.stem: case for case in sorted((bundle_folder() / CASES_FOLDER / "landuse").glob("*.toml"))
    }
    if name in shipped:
        return shipped[name]
    known = ", ".join(shipped)
    raise CaseError(
        en=f"case file {name} does not exist; give the path of a TOML case or one of: {known}",
        zh=f"案例文件 {name} 不存在；请给出 TOML 案例文件路径，或随软件提供的案例名：{known}",
    )


def number(value: object, language: Language, *, digits: int = 4) -> str:
    """Return a number as text, "no data" where it is unknown."""
    from layout.entities.wording import plain  # noqa: PLC0415 - as above

    known = isinstance(value, int | float) and math.isfinite(value)
    return plain(float(str(value)), digits) if known else translate("domain.no_data", language)


def percent(value: object, language: Language) -> str:
    """Return a share as per cent, "no data" where it is unknown."""
    if isinstance(value, int | float) and math.isfinite(value):
        return f"{100 * float(value):.1f} %"
    return translate("domain.no_data", language)


def print_table(headings: "Sequence[str]", rows: "Sequence[Sequence[str]]", *, language: Language) -> None:
    """Print rows below translated headings (`landuse.column.<heading>`); what is empty says so."""
    if not rows:
        click.echo(translate("landuse.word.nothing", language))
        return
    click.echo(text_table([translate(f"landuse.column.{name}", language) for name in headings], rows))


def print_notes(notes: "Iterable[Bilingual]", language: Language) -> None:
    """Print what the reader must know, a line each."""
    for note in notes:
        click.echo(f"* {note.pick(language)}")


def write_csv(
    frame: "pd.DataFrame",
    out: str | None,
    *,
    language: Language,
    chart: "Callable[[], Spec] | None" = None,
    title: str = "",
) -> None:
    """Write a frame where a file is named, and say so: CSV, XLSX, or the chart of it by the ending of the name.

    Parameters
    ----------
    frame
        The table.
    out
        The file; .xlsx is a workbook, .svg, .png, .html and .json are the chart, anything else is CSV.
    language
        Language of what is printed and drawn.
    chart
        Makes the chart, None where the command has none.
    title
        What stands above the chart: what it rests on.

    Raises
    ------
    ExportFormatError
        A chart is asked for where there is none.
    """
    from geodata.write import to_csv_bytes, to_xlsx_bytes, write_file  # noqa: PLC0415 - as above
    from layout.viz.chart_file import CHART_FORMS, chart_bytes  # noqa: PLC0415 - as above

    if out is None:
        return
    ending = Path(out).suffix.lower().removeprefix(".")
    form = next((one for one in CHART_FORMS if one == ending), None)
    if form is None:
        content = to_xlsx_bytes({"data": frame}) if ending == "xlsx" else to_csv_bytes(frame)
    elif chart is None:
        raise ExportFormatError(
            en=f"{out}: this command draws no chart; expected .csv or .xlsx",
            zh=f"{out}：该命令没有图表；请使用 .csv 或 .xlsx",
        )
    else:
        content = chart_bytes(chart(), form, language=language, title=title)
    write_file(Path(out), content)
    click.echo(translate("landuse.word.wrote", language, file=out))
