"""What the office keeps in its workspace: the catalogue, one item with its versions, downloads, the bin, the archive."""

from typing import Final

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from geodata.workspace import Item, Version, Workspace
from layout.i18n import translate
from layout.ui.data.item_files import archive_tools, item_downloads
from layout.ui.data.kept_raster import show_kept_raster
from layout.ui.state import recall, remember
from layout.ui.widgets import heading, notice, quiet, select, table_html
from layout.viz.escape import safe_html
from layout.workflow.desk.tables import desk_workspace, workspace_folder

_COLUMNS: Final = (
    "title",
    "id",
    "kind",
    "version",
    "rows",
    "crs",
    "source",
    "year",
    "licence",
    "notes",
    "created",
)
_VERSION_COLUMNS: Final = ("number", "created", "rows", "file", "from")
_DAY: Final = 16
_FAILED: Final = "own.failed"

Arguments = tuple[str] | tuple[str, int]


def own_items(language: Language) -> None:
    """Draw everything that the office keeps.

    Parameters
    ----------
    language
        Language of every word.
    """
    heading(translate("data_desk.own.title", language), translate("data_desk.own.note", language))
    folder = workspace_folder()
    quiet(translate("data_desk.own.folder", language, folder=folder))
    failed = recall(_FAILED)
    if failed is not None:
        notice(failed.message(language), "error")
        remember(_FAILED, None)
    try:
        workspace = desk_workspace()
        items = () if workspace is None else workspace.items()
        binned = () if workspace is None else workspace.items(binned=True)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    if not items:
        notice(translate(f"data_desk.own.{'nothing' if binned else 'empty'}", language), "empty")
    if workspace is not None:
        if not workspace.is_writable:
            notice(translate("data_desk.own.read_only", language), "warn")
        if items:
            st.html(_catalogue(items, language))
            try:
                _one_item(workspace, items, language)
            except ExplainedError as error:
                notice(error.message(language), "error")
        if binned:
            _bin(workspace, binned, language)
    archive_tools(workspace, folder, language=language)


def own_catalogue(language: Language) -> None:
    """Draw the table of what the office keeps, nothing where there is no workspace or nothing in it.

    Parameters
    ----------
    language
        Language of every word.
    """
    try:
        workspace = desk_workspace()
        items = () if workspace is None else workspace.items()
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    if items:
        heading(translate("data_desk.own.title", language))
        st.html(_catalogue(items, language))


def _catalogue(items: tuple[Item, ...], language: Language) -> str:
    """Return the table of everything in use."""
    headings = [translate(f"data_desk.own.column.{name}", language) for name in _COLUMNS]
    return table_html(headings, [_item_row(item, language) for item in items])


def _item_row(item: Item, language: Language) -> list[str]:
    """Return the cells of one item."""
    current, unknown = item.current, translate("data_desk.own.not_stated", language)
    origin = current.provenance
    return [
        current.title.pick(language),
        item.item_id,
        translate(f"cli.workspace.kind.{current.kind}", language),
        f"{current.number} / {item.versions}",
        _rows(current),
        current.crs if len(current.crs) <= _DAY else translate("data_desk.own.local", language),
        origin.attribution.pick(language) or unknown,
        origin.vintage or unknown,
        origin.licence or unknown,
        str(len(current.notes)),
        _when(current),
    ]


def _when(version: Version) -> str:
    """Return when a version was made (UTC), to the minute."""
    return version.created[:_DAY].replace("T", " ")


def _rows(version: Version) -> str:
    """Return how many rows a version has, or how many cells from west to east and from north to south."""
    facts = version.raster
    return f"{version.rows:,}" if facts is None else f"{facts.cols:,} × {facts.rows:,}"


def _one_item(workspace: Workspace, items: tuple[Item, ...], language: Language) -> None:
    """Draw one item: notes, downloads, versions, and what can be done with it."""
    names = {item.item_id: f"{item.current.title.pick(language)} ({item.item_id})" for item in items}
    first, second, third = st.columns([1.3, 1.2, 0.9], vertical_alignment="bottom")
    with first:
        chosen = select("own_item", names, label=translate("data_desk.own.choose", language))
    item = next(item for item in items if item.item_id == chosen)
    versions = workspace.versions(item.item_id)
    with second:
        number = _ask_version(versions, language)
    version = next(one for one in versions if one.number == number)
    with third:
        if version.number == item.current.number:
            _step("remove", workspace, (item.item_id,), language)
        else:
            _step("restore", workspace, (item.item_id, version.number), language)
    item_downloads(workspace, version, language=language)
    if version.raster is not None:
        show_kept_raster(workspace, version, language=language)
    _notes(version, language)
    st.html(_versions(versions, language))


def _step(step: str, workspace: Workspace, arguments: Arguments, language: Language) -> None:
    """Draw the button of a step in the workspace."""
    st.button(
        translate(f"data_desk.own.{step}", language, number=arguments[-1]),
        key=f"{step}_{arguments}",
        width="stretch",
        disabled=not workspace.is_writable,
        on_click=_do,
        args=(workspace, step, arguments),
    )


def _ask_version(versions: tuple[Version, ...], language: Language) -> int:
    """Draw the choice of a version, the newest first, and return its number."""
    words = {
        str(one.number): translate(
            "data_desk.own.version" if one.raster is None else "raster.page.version",
            language,
            number=one.number,
            when=_when(one),
            rows=_rows(one),
        )
        for one in reversed(versions)
    }
    name = f"own_version.{versions[0].item_id}.{len(versions)}"  # a new version is chosen at once
    return int(select(name, words, label=translate("data_desk.own.which", language)))


def _notes(version: Version, language: Language) -> None:
    """Draw what was found, mended or moved at import."""
    if version.notes:
        title = translate("data_desk.own.notes", language, count=len(version.notes))
        body = "".join(f"<li>{safe_html(note.pick(language))}</li>" for note in version.notes)
        st.html(f'<h3 class="cq-h3">{safe_html(title)}</h3><ul class="cq-list">{body}</ul>')


def _versions(versions: tuple[Version, ...], language: Language) -> str:
    """Return the history of an item as a table, the newest first."""
    headings = [translate(f"data_desk.own.history.{name}", language) for name in _VERSION_COLUMNS]
    rows = [
        (
            str(one.number),
            _when(one),
            _rows(one),
            one.original.name if one.original else "-",
            translate("data_desk.own.restored", language, number=one.restored_from)
            if one.restored_from
            else one.provenance.note.pick(language) or "-",
        )
        for one in reversed(versions)
    ]
    return table_html(headings, rows)


def _bin(workspace: Workspace, binned: tuple[Item, ...], language: Language) -> None:
    """Draw what is in the bin, each with the button that brings it back."""
    with st.expander(translate("data_desk.own.bin", language, count=len(binned))):
        for item in binned:
            first, second = st.columns([3, 1], vertical_alignment="center")
            with first:
                quiet(
                    translate(
                        "data_desk.own.binned",
                        language,
                        title=item.current.title.pick(language),
                        name=item.item_id,
                        when=(item.binned or "")[:_DAY].replace("T", " "),
                        versions=item.versions,
                    )
                )
            with second:
                _step("recover", workspace, (item.item_id,), language)


def _do(workspace: Workspace, step: str, arguments: Arguments) -> None:
    """Take a step in the workspace; what went wrong is said when the page is drawn again."""
    try:
        getattr(workspace, step)(*arguments)
    except ExplainedError as error:
        remember(_FAILED, error)
