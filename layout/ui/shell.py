"""What every page has around it: set-up, navigation, language switch, error box, footer."""

from functools import cache
from pathlib import Path

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import LANGUAGES, Language
from layout.i18n import translate
from layout.ui.state import language, publish_language, set_language
from layout.ui.widgets import notice
from layout.viz.escape import safe_html

_STATIC = Path(__file__).resolve().parent / "static"

# words that streamlit writes itself and lets nobody set: where they stand, and the message that replaces them
_OWN_WORDS = {
    '[data-testid="stFileUploaderDropzone"] button p': "ui.sites.choose_file",
    '[data-testid="stSkipToContent"]': "ui.app.skip",
    '[role="listbox"][data-empty="true"] [role="option"] span': "ui.app.no_match",
    '[role="option"][data-key="__select_all__"] [data-item-hl]': "ui.app.select_all",
    '[role="option"][data-key="__select_matches__"] [data-item-hl]': "ui.app.select_matches",
}

# file of the page, its path in the URL; the first is where one arrives
_PAGES = (
    ("map.py", ""),
    ("targets.py", "targets"),
    ("land_efficiency.py", "efficiency"),
    ("site_selection.py", "sites"),
    ("suitability.py", "suitability"),
    ("layout_plan.py", "plan"),
    ("data.py", "data"),
)


def page_setup(folder: Path, chosen: Language) -> list[st.Page]:
    """Set title, icon and style of the browser's page and return the pages for the navigation.

    Parameters
    ----------
    folder
        Where the page files are.
    chosen
        Language of titles.
    """
    st.set_page_config(
        page_title=translate("ui.app.title", chosen),
        page_icon=str(_STATIC / "icon.svg"),
        layout="wide",
    )
    st.logo(str(_STATIC / f"logo-{chosen}.svg"), size="large")
    st.html(f"<style>{_style()}{_words_style(chosen)}</style>")
    publish_language()
    return [
        st.Page(
            folder / file,
            title=translate(f"ui.page.{Path(file).stem}", chosen),
            url_path=path,
            default=not path,
        )
        for file, path in _PAGES
    ]


@cache
def _style() -> str:
    """Return the style sheet of the pages."""
    return (_STATIC / "app.css").read_text(encoding="utf-8")


def _words_style(chosen: Language) -> str:
    """Return the rules that put our words in the place of streamlit's own, which stay English in every language."""
    return "".join(
        f'{place} {{ font-size: 0; }} {place}::after {{ content: "{translate(key, chosen)}"; font-size: .9rem; }}'
        for place, key in _OWN_WORDS.items()
    )


def header(title: str) -> None:
    """Draw the title of the page, for readers of the screen's structure, and the language switch."""
    st.html(f'<h1 class="cq-h1">{safe_html(title)}</h1>')
    with st.container(key="cq_language"):
        _language_switch()


def _language_switch() -> None:
    """Draw the switch; it changes nothing but the language."""
    names = {item: translate(f"ui.language.{item}", item) for item in LANGUAGES}
    st.session_state["w_language"] = language()

    def changed() -> None:
        picked = st.session_state["w_language"]
        if picked in LANGUAGES:
            set_language(picked)

    st.segmented_control(
        translate("ui.language.label", language()),
        LANGUAGES,
        format_func=names.__getitem__,
        key="w_language",
        on_change=changed,
        label_visibility="collapsed",
    )


def footer(chosen: Language) -> None:
    """Draw the line that holds on every page: where the figures are from and what the outlines are not."""
    st.html(f'<div class="cq-footer">{safe_html(translate("ui.app.footer", chosen))}</div>')


def on_error(error: Exception) -> bool:
    """Show an error in the reader's language and tell streamlit that it has been shown."""
    chosen = language()
    if isinstance(error, ExplainedError):
        notice(error.message(chosen), "error")
    else:
        notice(translate("ui.app.fault", chosen, kind=type(error).__name__), "error")
    return True
