"""Files that leave the workspace, made when they are asked for: an item in any format, its original, everything as one archive."""

from pathlib import Path

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from geodata.workspace import Version, Workspace
from layout.i18n import translate
from layout.ui.downloads import file_button
from layout.ui.state import recall, remember
from layout.ui.widgets import notice, quiet, select
from layout.workflow.desk.items import (
    archive_bytes,
    formats_of,
    original_bytes,
    receive_archive,
    version_bytes,
)


def item_downloads(workspace: Workspace, version: Version, *, language: Language) -> None:
    """Draw the format, and the buttons that give a version in it or its original.

    Parameters
    ----------
    workspace, version
        What to give.
    language
        Language of every word.
    """
    formats = formats_of(version)
    columns = st.columns([1.2, 1, 1.4], vertical_alignment="bottom")
    if formats:
        with columns[0]:
            words = {ending: translate(f"data_desk.format.{ending[1:]}", language) for ending in formats}
            ending = select("own_format", words, label=translate("data_desk.own.format", language))
        with columns[1]:
            _item_button(workspace, version, ending, language)
    original = version.original
    if original is not None:
        with columns[2]:
            st.download_button(
                translate("data_desk.own.original", language),
                data=lambda: original_bytes(workspace, version),
                file_name=saved_name(original.name),
                mime="application/octet-stream",
                key=f"original_{version.item_id}_{version.number}",
                on_click="ignore",
                width="stretch",
            )


def _item_button(workspace: Workspace, version: Version, ending: str, language: Language) -> None:
    """Draw the button that gives a version; a format that cannot hold it is said instead."""
    key = f"{version.item_id}.{version.number}{ending}"
    prepared = recall("own.file")
    if prepared is None or prepared[0] != key:
        if st.button(translate("data_desk.own.prepare", language), key=f"prepare_{key}", width="stretch"):
            try:
                with st.spinner(translate("data_desk.own.preparing", language)):
                    remember("own.file", (key, version_bytes(workspace, version, ending=ending)))
            except ExplainedError as error:
                notice(error.message(language), "error")
                return
            st.rerun()
        return
    st.download_button(
        translate("data_desk.own.download", language),
        data=prepared[1],
        file_name=f"{version.item_id}-v{version.number}{ending}",
        mime=formats_of(version)[ending],
        key=f"download_{key}",
        on_click="ignore",
        width="stretch",
        type="primary",
    )


def archive_tools(workspace: Workspace | None, folder: Path, *, language: Language) -> None:
    """Draw the whole workspace as one archive: to take away, or to bring in where there is none yet.

    Parameters
    ----------
    workspace
        The workspace in use, None where there is none.
    folder
        Its folder.
    language
        Language of every word.
    """
    with st.expander(translate("data_desk.own.archive", language)):
        if workspace is not None:
            quiet(translate("data_desk.own.archive_note", language))
            file_button(
                translate("data_desk.own.archive_download", language),
                lambda: archive_bytes(workspace),
                name="cqlayout-workspace.zip",
                key="archive",
                wide=False,
            )
            return
        quiet(translate("data_desk.own.archive_empty", language))
        given = st.file_uploader(
            translate("data_desk.own.archive_file", language),
            type=["zip"],
            key=f"w_archive_{language}",
            label_visibility="collapsed",
        )
        if given is not None and recall("own.archive") != given.file_id:
            remember("own.archive", given.file_id)
            try:
                receive_archive(given.getvalue(), folder)
            except ExplainedError as error:
                notice(error.message(language), "error")
                return
            st.rerun()


def saved_name(name: str) -> str:
    """Return a name that a browser may save under: the person's own, without what names folders or is not visible.

    Parameters
    ----------
    name
        As it was kept.
    """
    return "".join("_" if letter in '\\/:*?"<>|' or not letter.isprintable() else letter for letter in name)
