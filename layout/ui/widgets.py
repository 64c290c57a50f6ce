"""Widgets and texts that show data as it is: streamlit reads markdown (links, images, formulas) in most of its own.

`st.html` gets only what `safe_html` has escaped. Labels of streamlit's widgets come from the message catalogue;
options that come from data go into selectboxes and multiselects, whose options are plain text.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.ui.state import bind, recall, recall_choice, remember
from layout.viz.escape import safe_html

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

ROW: Final = (1.0, 1.35)
"""Widths of the words and of the choices in a row."""
Tone = Literal["info", "warn", "error", "empty"]


def notice(text: str, tone: Tone = "info") -> None:
    """Show `text`, as plain text, in a box."""
    st.html(notice_html(text, tone))


def notice_html(text: str, tone: Tone = "info") -> str:
    """Return a box with `text` as HTML; the text is escaped."""
    role = ' role="alert"' if tone == "error" else ""
    return f'<div class="cq-note cq-note-{tone}"{role}>{safe_html(text)}</div>'


def heading(text: str, note: str = "") -> None:
    """Show a section heading, with a quiet line below it where given."""
    below = f'<div class="cq-sub">{safe_html(note)}</div>' if note else ""
    st.html(f'<h2 class="cq-h2">{safe_html(text)}</h2>{below}')


def quiet(*lines: str) -> None:
    """Show lines of small print."""
    st.html('<div class="cq-quiet">' + "".join(f"<div>{safe_html(line)}</div>" for line in lines) + "</div>")


def table_html(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numeric: Sequence[int] = (),
    firm: Sequence[int] = (),
    wide: bool = False,
    tall: bool = False,
) -> str:
    """Return a table; every cell is escaped.

    Parameters
    ----------
    columns
        Column headings.
    rows
        Cells as text.
    numeric
        Positions of columns that are set flush right.
    firm
        Positions of columns whose short words stay on one line.
    wide
        Whether rows stay on one line, long cells cut, and the table scrolls sideways.
    tall
        Whether many rows scroll below a header that stays.
    """
    look = "cq-table cq-wide" if wide else "cq-table"
    css_of = dict.fromkeys(firm, ' class="cq-firm"') | dict.fromkeys(numeric, ' class="cq-num"')
    classes = [css_of.get(index, "") for index in range(len(columns))]
    head = "".join(f"<th{css}>{safe_html(name)}</th>" for css, name in zip(classes, columns, strict=True))
    body = "".join(
        "<tr>"
        + "".join(f"<td{css}>{safe_html(cell)}</td>" for css, cell in zip(classes, row, strict=True))
        + "</tr>"
        for row in rows
    )
    frame = "cq-scroll cq-tall" if tall else "cq-scroll"
    return f'<div class="{frame}"><table class="{look}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def choice(name: str, options: Mapping[str, str], *, label: str, default: str | None = None) -> str:
    """Return what the reader chose in a selectbox; kept across pages, languages and in the URL.

    Parameters
    ----------
    name
        Name of the choice in the store and in the URL.
    options
        Words by identifier. Equal words get their identifier added, because streamlit tells options apart by words.
    label
        Label, from the message catalogue.
    default
        Identifier that holds at first; the first option when None.
    """
    words = distinct(options)
    start = default if default in words else next(iter(words))
    current = recall_choice(name, tuple(words), default=start)
    key, changed = bind(name, current)
    chosen: str = st.selectbox(label, tuple(words), format_func=words.__getitem__, key=key, on_change=changed)
    return chosen


def select(name: str, options: Mapping[str, str], *, label: str) -> str:
    """Return the answer in a selectbox, kept in the store alone: what concerns one file has no place in the URL.

    Parameters
    ----------
    name
        Name in the store.
    options
        Words by answer; the first holds at first.
    label
        Label, from the message catalogue.
    """
    words = distinct(options)
    kept = recall(name)
    if kept not in words:
        kept = next(iter(words))
        remember(name, kept)
    key, changed = bind(name, kept)
    found: str = st.selectbox(label, tuple(words), format_func=words.__getitem__, key=key, on_change=changed)
    return found


def several(
    name: str, options: Mapping[str, str], *, label: str, placeholder: str, default: Sequence[str] = ()
) -> list[str]:
    """Return what the reader chose in a multiselect; kept across pages and languages.

    Parameters
    ----------
    name
        Name of the choice in the store.
    options
        Words by identifier.
    label, placeholder
        Words from the message catalogue.
    default
        Identifiers that hold at first.
    """
    words = distinct(options)
    current = [item for item in recall(name, list(default)) if item in words]
    key, changed = bind(name, current)
    chosen: list[str] = st.multiselect(
        label,
        tuple(words),
        format_func=words.__getitem__,
        key=key,
        on_change=changed,
        placeholder=placeholder,
    )
    return chosen


def distinct(options: Mapping[str, str]) -> dict[str, str]:
    """Return the words of each option, with the identifier added where two options have the same words."""
    seen: dict[str, int] = {}
    for words in options.values():
        seen[words] = seen.get(words, 0) + 1
    return {item: words if seen[words] == 1 else f"{words} ({item})" for item, words in options.items()}


def words_of(keys: Iterable[str], prefix: str, *, language: Language) -> dict[str, str]:
    """Return catalogue words by identifier, for options whose messages are `<prefix>.<identifier>`."""
    return {key: translate(f"{prefix}.{key}", language) for key in keys}


def button(key: str, label: str, *, primary: bool = False) -> bool:
    """Return whether the button was just pressed."""
    pressed: bool = st.button(label, key=key, type="primary" if primary else "secondary", width="stretch")
    return pressed


def labelled_row(name: str, html: str) -> "DeltaGenerator":
    """Return the right part of a row with words to its left, for a row of choices whose own label is not drawn.

    Parameters
    ----------
    name
        Tells the rows of a page apart.
    html
        What stands to the left, escaped already.
    """
    with st.container(key=f"cq_row_{name}"):
        left, right = st.columns(ROW, gap="small", vertical_alignment="center")
    left.html(html)
    return right


def text_field(name: str, label: str, *, start: str = "", longest: int = 120) -> str:
    """Return the line of text in the field; kept across pages and languages.

    Parameters
    ----------
    name
        Name in the store.
    label
        Label, from the message catalogue.
    start
        What stands there at first.
    longest
        Most characters.
    """
    key, changed = bind(name, recall(name, start))
    given: str = st.text_input(label, key=key, on_change=changed, max_chars=longest)
    return given.strip()
