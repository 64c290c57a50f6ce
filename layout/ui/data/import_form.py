"""What the file becomes and where it comes from; then the import itself. An error leaves every field as it was."""

from typing import Final

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.i18n import translate
from layout.ui.data.role_forms import ask_role
from layout.ui.data.upload_state import Upload, drop_upload
from layout.ui.state import bind, recall, remember
from layout.ui.widgets import button, heading, notice, quiet, select, text_field
from layout.workflow.desk.roles import Origin, Settings
from layout.workflow.desk.tables import PARKS_ITEM, SITES_ITEM, STATISTICS_ITEM, workspace_folder
from layout.workflow.intake.importing import Order, import_upload, role_of, workspace_at
from layout.workflow.intake.looking import Looked

LAYER: Final = "layer"
DONE: Final = "up.done"
_ROLES: Final = (SITES_ITEM, PARKS_ITEM, STATISTICS_ITEM, LAYER)
_ORIGIN: Final = ("title", "source", "licence", "year", "who")
_NEEDED: Final = ("source", "year")


def import_form(upload: Upload, looked: Looked, *, language: Language) -> None:
    """Draw the last step, and import when the button is pressed.

    Parameters
    ----------
    upload, looked
        An upload that is accepted and placed.
    language
        Language of every word.
    """
    heading(translate("data_desk.step.import", language), translate("data_desk.import_note", language))
    role_id = _ask_role(looked, language)
    origin = ask_origin(upload, language)
    settings = ask_role(role_id, upload, language=language)
    missing = _missing(upload, looked, role_id=role_id, origin=origin, settings=settings)
    missing_line(missing, language)
    pressed = st.button(
        translate("data_desk.import", language),
        key="do_import",
        type="primary",
        disabled=bool(missing),
    )
    if pressed and settings is not None and upload.options is not None:
        order = Order(role_id, origin, upload.options, settings)
        _import(upload, looked, order, language)


def _ask_role(looked: Looked, language: Language) -> str:
    """Draw what the file becomes and return the name of the item."""
    first, second = st.columns([1, 1], vertical_alignment="bottom")
    table = looked.report.layer is not None and looked.report.layer.get("geometry") is None
    roles = (STATISTICS_ITEM, LAYER) if table else tuple(name for name in _ROLES if name != STATISTICS_ITEM)
    with first:
        chosen = select(
            "up.role",
            {name: translate(f"data_desk.role.{name}", language) for name in roles},
            label=translate("data_desk.becomes", language),
        )
    if chosen != LAYER:
        return chosen
    with second:
        return text_field("up.name", translate("data_desk.name", language), longest=64)


def missing_line(missing: list[str], language: Language) -> None:
    """Say what is still to be said before a file can be imported, nothing where that is all.

    Parameters
    ----------
    missing
        Names of what is missing.
    language
        Language of the line.
    """
    if missing:
        comma = translate("data_desk.comma", language)
        what = comma.join(translate(f"data_desk.need.{name}", language) for name in missing)
        quiet(translate("data_desk.missing", language, what=what))


def ask_origin(upload: Upload, language: Language, *, start: Origin | None = None) -> Origin:
    """Draw the fields of the origin and return what stands in them.

    Parameters
    ----------
    upload
        The upload, whose name is the title at first.
    language
        Language of the labels.
    start
        What is known already, for the fields that nothing was typed into.
    """
    said: dict[str, str] = {}
    known = start or Origin()
    columns = st.columns([1.4, 1.4, 1, 0.6, 0.8])
    for column, name in zip(columns, _ORIGIN, strict=True):
        with column:
            said[name] = text_field(
                f"up.{name}",
                translate(f"data_desk.origin.{name}", language),
                start=getattr(known, name)
                or (upload.name.rpartition(".")[0][:120] if name == "title" else ""),
                longest=300,
            )
    return Origin(**said)


def _missing(
    upload: Upload, looked: Looked, *, role_id: str, origin: Origin, settings: Settings | None
) -> list[str]:
    """Return what is still to be said before the file can be imported."""
    found = [name for name in _NEEDED if not getattr(origin, name)]
    if not role_id:
        found.append("name")
    if settings is None:
        found.append("settings")
    if any(item.code == "datum-assumed" for item in looked.report.findings):
        found.append("datum")
    if upload.made is not None and not recall("up.sure", default=False):
        found.append("sure")
    return found


def confirm_place(upload: Upload, language: Language) -> None:
    """Draw the confirmation that the layer lies where it belongs.

    Parameters
    ----------
    upload
        The upload whose layer is on the map.
    language
        Language of every word.
    """
    if upload.made is None and not upload.is_raster:
        return
    key, changed = bind("up.sure", bool(recall("up.sure", default=False)))
    st.checkbox(translate("data_desk.sure", language), key=key, on_change=changed)


def _import(upload: Upload, looked: Looked, order: Order, language: Language) -> None:
    """Import the file; say what happened, and leave it only when it is safe."""
    try:
        role_of(order.role)
        with st.spinner(translate("data_desk.keeping", language)):
            done = import_upload(
                upload.name,
                upload.raw,
                order=order,
                workspace=workspace_at(workspace_folder()),
                result=looked.result,
            )
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    if done.version is not None:
        version = done.version
        remember(DONE, (version.item_id, version.number, version.rows, version.kind))
        remember("own_item", done.version.item_id)
        drop_upload()
        st.rerun()


def tell_done(language: Language) -> None:
    """Draw what was imported last, until another file is chosen.

    Parameters
    ----------
    language
        Language of the line.
    """
    done = recall(DONE)
    if done is not None:
        name, number, rows, kind = done
        key = "raster.page.done" if kind == "raster" else "data_desk.done"
        notice(translate(key, language, name=name, number=number, rows=f"{rows:,}"))


def leave_button(language: Language) -> None:
    """Draw the button that leaves the file.

    Parameters
    ----------
    language
        Language of the label.
    """
    if button("leave_upload", translate("data_desk.leave", language)):
        drop_upload()
        st.rerun()
