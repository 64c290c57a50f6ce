"""What the reader has chosen: one store a session, seeded from the URL, written back to it, shared by all pages.

Streamlit forgets a widget's value when its page is left, and knows a choice by the label shown, which changes with
the language. So the store holds the choice itself under a name of ours, each widget is set from the store before it
is drawn, and its change is taken over by a callback. A switch of language or page therefore loses nothing.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from geodata.text import LANGUAGES, Language
from layout.ui.drawn import stands

_STORE: Final = "cq_store"
_LANGUAGE: Final = "lang"
_LANGUAGE_VARIABLE: Final = "CQLAYOUT_LANG"


def _store() -> dict[str, Any]:
    """Return the store of this session."""
    if _STORE not in st.session_state:
        st.session_state[_STORE] = {}
    store: dict[str, Any] = st.session_state[_STORE]
    return store


def remember(name: str, value: Any) -> None:  # noqa: ANN401 - a store of whatever the widgets give
    """Keep `value` under `name` for the rest of the session."""
    _store()[name] = value


def forget(names: Sequence[str]) -> None:
    """Drop what is kept under `names`, so that their defaults hold again."""
    for name in names:
        _store().pop(name, None)


def forget_below(prefix: str) -> None:
    """Drop everything that is kept under names that begin with `prefix`."""
    forget([name for name in _store() if name.startswith(prefix)])


def recall(name: str, default: Any = None) -> Any:  # noqa: ANN401 - a store of whatever the widgets give
    """Return what is kept under `name`, or `default`."""
    return _store().get(name, default)


def recall_choice(name: str, options: Sequence[str], *, default: str | None = None) -> str | None:
    """Return the choice kept under `name`: from the store, else from the URL, else `default`.

    Parameters
    ----------
    name
        Name of the choice, also its parameter in the URL.
    options
        What may be chosen; anything else in the URL or the store is passed over.
    default
        What holds when nothing was chosen.
    """
    if name not in _store():
        asked = st.query_params.get(name)
        _store()[name] = asked if asked in options else default
    kept = _store()[name]
    return kept if kept in options else default


def bind(name: str, value: Any) -> tuple[str, Callable[[], None]]:  # noqa: ANN401 - whatever the widget takes
    """Return the key and the change callback of a widget that shows `value` and writes to the store.

    Parameters
    ----------
    name
        Name in the store.
    value
        What the widget shows now.
    """
    key = f"w_{name}_{language()}"
    # a value that is set goes back to the browser and would replace what the reader is typing meanwhile; but a widget
    # that was gone has lost its value there
    if not stands(key) or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value

    def changed() -> None:
        remember(name, st.session_state[key])

    return key, changed


def publish(choices: Mapping[str, str | None]) -> None:
    """Write choices to the URL, so that a link shows the same; None takes a parameter away."""
    for name, value in choices.items():
        if value is None:
            if name in st.query_params:
                del st.query_params[name]
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def language() -> Language:
    """Return the language of this session: the reader's switch, else the URL, the environment, the browser."""
    kept = _store().get(_LANGUAGE)
    if kept is None:
        kept = _first_language()
        remember(_LANGUAGE, kept)
    known: Language = kept
    return known


def _first_language() -> Language:
    """Return the language to begin with."""
    for asked in (st.query_params.get(_LANGUAGE), os.environ.get(_LANGUAGE_VARIABLE)):
        for known in LANGUAGES:
            if asked == known:
                return known
    locale = st.context.locale or ""
    return "en" if locale and not locale.lower().startswith("zh") else "zh"


def set_language(chosen: Language) -> None:
    """Switch the language of this session."""
    remember(_LANGUAGE, chosen)


def publish_language() -> None:
    """Write the language to the URL, from where a reload or a link takes it."""
    publish({_LANGUAGE: language()})
