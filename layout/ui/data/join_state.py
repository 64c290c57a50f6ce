"""What the reader has answered about a table of figures, kept for the session, and fields that write to it."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from layout.ui.state import language, recall, remember
from layout.workflow.statistics.answers import Answers, ColumnAnswer


def join_answers(name: str) -> Answers:
    """Return the answers about a file so far.

    Parameters
    ----------
    name
        Name of the file, or any other text that stands for it.
    """
    kept = recall(_place(name))
    return kept if isinstance(kept, Answers) else Answers()


def keep_answers(name: str, answers: Answers) -> None:
    """Keep the answers about a file for the rest of the session."""
    remember(_place(name), answers)


def answer(name: str, **changes: object) -> None:
    """Change some of the answers about a file.

    Parameters
    ----------
    name
        The file.
    changes
        Fields of `layout.workflow.statistics.answers.Answers` by name.
    """
    keep_answers(name, join_answers(name).model_copy(update=changes))


def answer_column(name: str, heading: str, **changes: object) -> None:
    """Change what was answered about a column.

    Parameters
    ----------
    name, heading
        The file and the heading.
    changes
        Fields of `layout.workflow.statistics.answers.ColumnAnswer` by name.
    """
    answers = join_answers(name)
    column = answers.columns.get(heading, ColumnAnswer()).model_copy(update=changes)
    answer(name, columns={**answers.columns, heading: column})


def answer_match(name: str, subject: str, *, chosen: str) -> None:
    """Change what was answered about a row; "" takes the answer back.

    Parameters
    ----------
    name, subject
        The file; the row's name, or "#" with its number.
    chosen
        As a file of answers has it.
    """
    matches = {key: value for key, value in join_answers(name).matches.items() if key != subject}
    answer(name, matches={**matches, subject: chosen} if chosen else matches)


def picked(
    place: Sequence[str],
    options: dict[str, str],
    *,
    value: str,
    label: str,
    taken: Callable[[str], None],
) -> None:
    """Draw a selectbox without a visible label that shows `value` and hands over what is chosen.

    Parameters
    ----------
    place
        What tells this field from the others.
    options
        Words by identifier.
    value
        Identifier shown.
    label
        Label for readers of the screen's structure, from the message catalogue.
    taken
        Called with the identifier chosen.
    """
    key, changed = field_key(place, value if value in options else next(iter(options)), taken=taken)
    st.selectbox(
        label,
        tuple(options),
        format_func=options.__getitem__,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
    )


def field_key(
    place: Sequence[str],
    value: Any,  # noqa: ANN401 - whatever the widget shows
    *,
    taken: Callable[[Any], None],
) -> tuple[str, Callable[[], None]]:
    """Return key and change callback of a widget that shows `value`.

    Parameters
    ----------
    place
        What tells this field from the others.
    value
        What it shows now.
    taken
        Called with the new value.
    """
    digest = hashlib.sha256("\n".join(place).encode()).hexdigest()[:16]
    key = f"w_join_{digest}_{language()}"
    st.session_state[key] = value

    def changed() -> None:
        taken(st.session_state[key])

    return key, changed


def _place(name: str) -> str:
    """Return the name of the answers in the store."""
    return f"join.{name}"
