"""A row of views of which one is drawn: unlike tabs, the others cost nothing, and a link leads to the one chosen.

A map in a hidden tab has no size when it starts and shows the whole world; in a view it starts when it is seen.
"""

from collections.abc import Sequence

import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.ui.state import bind, recall_choice
from layout.ui.widgets import words_of


def view_choice(name: str, views: Sequence[str], *, prefix: str, language: Language) -> str:
    """Return the view that the reader chose; kept across pages, languages and in the URL.

    Parameters
    ----------
    name
        Name of the choice in the store and in the URL.
    views
        Identifiers; the first holds at first.
    prefix
        Head of the message keys of their words, `<prefix>.<view>`.
    language
        Language of the words.
    """
    words = words_of(views, prefix, language=language)
    current = recall_choice(name, tuple(views), default=views[0]) or views[0]
    key, changed = bind(name, current)
    chosen = st.segmented_control(
        translate("landuse.ui.view", language),
        tuple(views),
        format_func=words.__getitem__,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
    )
    # pressing the view that is on takes it off: it stays
    return chosen or current
