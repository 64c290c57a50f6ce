"""What the reader changed of a case besides its brief: plain values by dotted path, kept for each case by itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from layout.ui.state import bind, recall, remember
from layout.ui.widgets import distinct

Edits = Mapping[str, Any]


def edits_of(key: str) -> Edits:
    """Return the edits of a case by dotted path, such as `criteria.land_fit.value`."""
    found: Edits = recall(_name(key), {})
    return found


def edit(key: str, path: str, *, value: Any) -> None:  # noqa: ANN401 - any plain value of a case
    """Keep `value` at `path` of a case."""
    remember(_name(key), {**edits_of(key), path: value})


def undo(key: str, path: str) -> None:
    """Drop the edits at `path` and below it, so that the case holds again."""
    kept = {name: value for name, value in edits_of(key).items() if not f"{name}.".startswith(f"{path}.")}
    remember(_name(key), kept)


def is_edited(key: str, path: str) -> bool:
    """Return whether anything at `path` or below it was changed."""
    return any(f"{name}.".startswith(f"{path}.") for name in edits_of(key))


def bind_edit(
    key: str,
    path: str,
    *,
    value: Any,  # noqa: ANN401 - any plain value of a case
    name: str = "",
    put: Callable[[Any], Any] | None = None,
) -> tuple[str, Callable[[], None]]:
    """Return the key and the change callback of a widget that shows `value` and writes to the edits of a case.

    Parameters
    ----------
    key, path
        Case, and where its change goes.
    value
        What the widget shows now.
    name
        Tells the widgets of one path apart.
    put
        Makes the value to keep out of what the widget gives; the same where None.
    """
    widget, _ = bind(f"{key}.{path}{name}", value)

    def changed() -> None:
        given = st.session_state[widget]
        edit(key, path, value=given if put is None else put(given))

    return widget, changed


def several_edit(
    key: str, path: str, *, options: Mapping[str, str], chosen: Sequence[str], label: str, placeholder: str
) -> None:
    """Draw a choice of several that writes to the edits of a case.

    Parameters
    ----------
    key, path
        Case, and where its change goes.
    options
        Words by what is kept.
    chosen
        What the case says; what is no option is left out.
    label, placeholder
        Words above the field, and in it while nothing is chosen.
    """
    words = distinct(options)
    current = edits_of(key).get(path, list(chosen))
    widget, changed = bind_edit(key, path, value=[item for item in current if item in words])
    st.multiselect(
        label,
        tuple(words),
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
        placeholder=placeholder,
    )


def with_edits(data: dict[str, Any], edits: Edits) -> dict[str, Any]:
    """Return the plain data of a case with the edits put in; `data` itself is changed.

    A part that the case no longer has, such as a criterion, is passed over.
    """
    for path, value in edits.items():
        *folders, last = path.split(".")
        place: Any = data
        for folder in folders:
            place = place.get(folder) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place[last] = value
    return data


def _name(key: str) -> str:
    """Return the name of the edits of a case in the store."""
    return f"{key}.edits"
