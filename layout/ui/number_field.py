"""A field for one number that may be left blank: blank is unknown, and never zero."""

import streamlit as st

from layout.ui.state import bind, recall


def number_field(
    name: str, label: str, *, start: float | None = None, low: float = 0.0, high: float = 1e7
) -> float | None:
    """Return the number in the field, None where it is blank; kept across pages and languages.

    Parameters
    ----------
    name
        Name in the store.
    label
        Label, from the message catalogue; it names the unit.
    start
        What stands there at first.
    low, high
        Limits.
    """
    key, changed = bind(name, recall(name, start))
    value = st.number_input(label, min_value=low, max_value=high, key=key, on_change=changed, value=None)
    return None if value is None else float(value)


def whole_number(name: str, label: str, *, start: int, low: int, high: int) -> int:
    """Return the whole number in the field; kept across pages and languages.

    Parameters
    ----------
    name, label
        As for `number_field`.
    start, low, high
        What stands there at first, and limits.
    """
    key, changed = bind(name, recall(name, start))
    value = st.number_input(label, min_value=low, max_value=high, step=1, key=key, on_change=changed)
    return int(value)
