"""What a table of figures becomes when it is imported: joined, asked about, kept below the office's earlier figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.layer import Layer, Provenance
from geodata.read import ReadOptions, Report, read_file
from geodata.text import Bilingual
from geodata.workspace import Version, Workspace
from layout.entities.wording import both, say
from layout.errors import ImportRefusedError, OpenQuestionsError
from layout.workflow.desk.roles import Incoming
from layout.workflow.statistics.answers import Answers, read_answers
from layout.workflow.statistics.figures import against_embedded, join_table
from layout.workflow.statistics.join import Join, desk_register
from layout.workflow.statistics.store import keep_figures
from layout.workflow.statistics.table import FigureTable, figure_table, joined_tables
from layout.workflow.statistics.template import DATA_SHEETS

if TYPE_CHECKING:
    from geodata.quality.findings import Finding

ANSWERS: Final = "answers"
ANSWERS_FILE: Final = "answers_file"
SHEETS: Final = "sheets"
_SEVERAL: Final = "several-layers"


@dataclass(frozen=True, slots=True)
class StatisticsRole:
    """Takes a table of figures by park or district into the office's statistics.

    Settings: `answers`, the text of a file of answers (`layout.workflow.statistics.answers`); `sheets`, the sheets to read.
    """

    role_id: str = "statistics"
    table: bool = True

    def sheets_of(self, report: Report) -> tuple[str, ...]:
        """Return the sheets that are read together without asking: those of our own template, else none."""
        asked: list[Finding] = [item for item in report.findings if item.code == _SEVERAL]
        offered = asked[0].choices if asked else ()
        return tuple(name for name in DATA_SHEETS if name in offered)

    def keep(self, workspace: Workspace, incoming: Incoming) -> Version:
        """Keep the figures of a file and return the version that was made.

        Raises
        ------
        OpenQuestionsError
            Something must be said first; nothing was kept.
        ImportRefusedError
            There are no figures in it.
        OfficeTableError
            An answer does not fit.
        WriteError, WorkspaceError
            The figures could not be kept; the workspace is as it was.
        """
        answers = _answers(incoming)
        join = join_table(_table(incoming, answers), answers)
        require_ready(join, incoming.original_name)
        unsaid = {say("data_import.no_source"), say("data_import.no_year")}  # each figure says both itself
        incoming = replace(incoming, notes=tuple(note for note in incoming.notes if note not in unsaid))

        def write(layer: Layer, notes: tuple[Bilingual, ...]) -> Version:
            return incoming.keep(workspace, layer, notes=(*notes, *import_notes(join)))

        layer = replace(incoming.layer, provenance=_provenance(incoming.layer.provenance, join.figures))
        return keep_figures(workspace, join.figures, layer=layer, keep=write)


def require_ready(join: Join, origin: str) -> None:
    """Raise unless the figures of a join may be kept.

    Parameters
    ----------
    join
        A table with its answers.
    origin
        Name of the file.

    Raises
    ------
    OpenQuestionsError, ImportRefusedError
        A question is open; there are no figures.
    """
    if join.questions:
        raise OpenQuestionsError.of(origin, [(one.text, one.choices) for one in join.questions])
    if join.figures.empty:
        raise ImportRefusedError(
            en=f"{origin}: no figures found; fill in the columns of figures, or choose another sheet.",
            zh=f"{origin}：没有数据；请填写数据列，或另选工作表。",
        )


def import_notes(join: Join) -> tuple[Bilingual, ...]:
    """Return what is kept with the version: what was found at the join, and where embedded figures differ.

    Parameters
    ----------
    join
        A table whose figures are kept.
    """
    differing = against_embedded(join.figures)
    if differing.empty:
        return join.notes
    named = sorted(
        {f"{row['entity_id']} {row['indicator_id']} {row['year']}" for row in differing.to_dict("records")}
    )
    return (*join.notes, say("join.note.differs", count=len(differing), figures="; ".join(named[:12])))


def answers_in(settings: Mapping[str, object]) -> Answers:
    """Return the answers among the settings of an import.

    Parameters
    ----------
    settings
        As the page or the command hands them over.

    Raises
    ------
    OfficeTableError
        They are no file of answers.
    """
    text, origin = settings.get(ANSWERS, ""), settings.get(ANSWERS_FILE, ANSWERS)
    return read_answers(str(text), origin=str(origin))


def table_of(frames: Iterable[tuple[str, pd.DataFrame]], vintage: str) -> FigureTable:
    """Return the sheets of a file as one table of figures.

    Parameters
    ----------
    frames
        Name and cells of each sheet.
    vintage
        The units that districts were counted on, "" where that is not said.
    """
    register = desk_register(vintage)
    return joined_tables(figure_table(frame, register, sheet=name) for name, frame in frames)


def _answers(incoming: Incoming) -> Answers:
    """Return the answers, with the source that was said of the whole file where they name none."""
    given = answers_in(incoming.settings)
    return (
        given
        if given.source
        else given.model_copy(update={"source": incoming.layer.provenance.attribution.zh})
    )


def _table(incoming: Incoming, answers: Answers) -> FigureTable:
    """Return the table of the sheet that was read and of the others that belong to it."""
    sheets = incoming.settings.get(SHEETS, ())
    names = [str(name) for name in sheets] if isinstance(sheets, tuple | list) else []
    first = names[0] if names else ""
    frames = [(first, incoming.layer.frame), *((name, _sheet(incoming.original, name)) for name in names[1:])]
    return table_of(frames, answers.vintage)


def _sheet(path: Path, name: str) -> pd.DataFrame:
    """Return a further sheet of a workbook that was accepted.

    Raises
    ------
    ImportRefusedError
        It cannot be read.
    """
    result = read_file(path, ReadOptions(layer=name, table=True))
    if result.frame is None:
        raise ImportRefusedError(
            en=f"Sheet {name}: {result.report.findings[0].message.en}",
            zh=f"工作表“{name}”：{result.report.findings[0].message.zh}",
        )
    return pd.DataFrame(result.frame)


def _provenance(origin: Provenance, figures: pd.DataFrame) -> Provenance:
    """Return the provenance with the sources and years of the figures where the person said none of the whole file."""
    years = sorted({int(year) for year in figures["year"]})
    span = str(years[0]) if len(years) == 1 else f"{years[0]} – {years[-1]}"
    sources = "; ".join(sorted({source for ids in figures["source_ids"] for source in ids}))
    attribution = origin.attribution if origin.attribution.zh else both(sources)
    return replace(origin, attribution=attribution, vintage=origin.vintage or span)
