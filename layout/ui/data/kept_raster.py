"""A raster that the workspace keeps, on the page: its picture over the districts and what is known of it."""

from dataclasses import asdict

import streamlit as st

from geodata.read.raster_sample import raster_sample
from geodata.text import Language
from geodata.workspace import Version, Workspace
from geodata.workspace.contents import content_of
from layout.entities.wording import say
from layout.i18n import translate
from layout.ui.data.raster_view import draw, facts_html
from layout.ui.state import bind, recall
from layout.ui.widgets import heading


def show_kept_raster(workspace: Workspace, version: Version, *, language: Language) -> None:
    """Draw one version of a raster: facts, and the map where it is asked for.

    Parameters
    ----------
    workspace, version
        Where it is kept.
    language
        Language of every word.

    Raises
    ------
    WorkspaceError, DataFormatError
        Its file is missing, or was changed.
    """
    facts = version.raster
    assert facts is not None  # noqa: S101 - the caller has asked for it
    heading(translate("raster.page.kept", language))
    st.html(facts_html(asdict(facts), language))
    key, changed = bind("own.raster_map", bool(recall("own.raster_map", default=False)))
    if not st.checkbox(translate("raster.page.show_map", language), key=key, on_change=changed):
        return
    found = raster_sample(content_of(workspace.folder, version))
    note = say("raster.page.sample", cells=f"{found.values.size:,}")
    drawing = draw(
        found.values,
        (found.crs, found.bounds),
        title=version.title,
        unit=(facts.unit, note),
        classes=facts.classes if version.item_id == "landcover" else None,
    )
    drawing(language)
