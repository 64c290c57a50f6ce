"""The rows of a table of figures on the screen: what each was taken for, why, and the choice where a person decides."""

from collections.abc import Callable

import streamlit as st

from geodata.text import Language
from layout.entities.matching import Match
from layout.i18n import translate
from layout.ui.data.join_state import answer_match, picked
from layout.ui.state import bind, recall
from layout.ui.widgets import heading, notice, table_html
from layout.viz.escape import safe_html
from layout.workflow.statistics.answers import SKIP
from layout.workflow.statistics.join import ROW_MARK, Join
from layout.workflow.statistics.questions import entity_words
from layout.workflow.statistics.table import FigureRow

MOST_FIELDS = 60
_WIDTHS = (0.5, 1.8, 3.2, 2.6)
_DECIDED = frozenset({"ask", "none", "skip"})


def show_matches(join: Join, name: str, *, language: Language) -> None:
    """Draw the rows that a person decides about, and below them every row with what it was taken for.

    Parameters
    ----------
    join
        The table as it is understood now.
    name
        Name of the file, under which answers are kept.
    language
        Language of every word.
    """
    heading(translate("join.ui.rows", language), _counted(join, language))
    filled = join.rows_with_figures()
    changed = set(recall(f"join.change.{name}", default=[]))
    rows = [
        (join.table.rows[n], match)
        for n, match in enumerate(join.matches)
        if n in filled
        and (match.status in _DECIDED or match.how == "chosen" or _label(join.table.rows[n]) in changed)
    ]
    for row, match in rows[:MOST_FIELDS]:
        _line(row, match, join, name, language)
    if len(rows) > MOST_FIELDS:
        notice(translate("join.ui.more_rows", language, count=len(rows) - MOST_FIELDS), "warn")
    with st.expander(translate("join.ui.all_rows", language, count=len(join.matches))):
        _choose_others(join, name, language)
        st.html(matches_html(join, language))


def matches_html(join: Join, language: Language) -> str:
    """Return every row with what it was taken for, how, and why.

    Parameters
    ----------
    join
        The table as it is understood now.
    language
        Language of every word.
    """
    heads = [translate(f"join.ui.{name}", language) for name in ("row", "written", "taken", "how", "why")]
    rows = [
        (
            str(row.number),
            " ".join(part for part in (row.code, row.name) if part),
            entity_words(match.key, join.register).pick(language) if match.entity_id else "",
            _how(match, language),
            match.reason.pick(language) if match.reason else "",
        )
        for row, match in zip(join.table.rows, join.matches, strict=True)
    ]
    return table_html(heads, rows)


def _how(match: Match, language: Language) -> str:
    """Return what a match rests on, in words."""
    if match.status in _DECIDED:
        return translate(f"join.status.{match.status}", language)
    return translate(f"join.how.{match.how}", language)


def _counted(join: Join, language: Language) -> str:
    """Return how many rows are sure, asked about, and unknown."""
    filled = join.rows_with_figures()
    states = [match.status for n, match in enumerate(join.matches) if n in filled]
    return translate(
        "join.ui.counted",
        language,
        sure=states.count("sure") + states.count("total"),
        ask=states.count("ask"),
        none=states.count("none"),
    )


def _label(row: FigureRow) -> str:
    """Return a row as it can be picked out: number and name."""
    return f"{ROW_MARK}{row.number} {row.name or row.code}".strip()


def _line(row: FigureRow, match: Match, join: Join, name: str, language: Language) -> None:
    """Draw the decision about one row."""
    number, written, why, field = st.columns(_WIDTHS, vertical_alignment="center")
    mark = ' class="cq-open"' if match.status in {"ask", "none"} else ""
    number.html(f"<div>{row.number}</div>")
    written.html(f"<div{mark}>{safe_html(row.name or row.code)}</div>")
    why.html(f'<div class="cq-quiet">{safe_html(match.reason.pick(language)) if match.reason else ""}</div>')
    subject = row.name or row.code
    own = f"{ROW_MARK}{row.number}"
    with field:
        picked(
            (name, own, "match"),
            _options(match, join, language),
            value=_shown(match),
            label=translate("join.ui.taken", language),
            taken=_taker(name, own if own in join.answers.matches or not subject else subject),
        )


def _taker(name: str, subject: str) -> Callable[[str], None]:
    """Return what takes over the decision about a row."""

    def take(chosen: str) -> None:
        answer_match(name, subject, chosen=chosen)

    return take


def _options(match: Match, join: Join, language: Language) -> dict[str, str]:
    """Return what a row can be: nothing decided, the likeliest, left out, then everything."""
    likely = {
        f"{kind}:{one}": entity_words((kind, one), join.register).pick(language)
        for kind, one in match.alternatives
    }
    every = {
        f"{kind}:{one}": entity_words((kind, one), join.register).pick(language)
        for kind, one in join.register.entities
    }
    own = (
        {f"{match.kind}:{match.entity_id}": every[f"{match.kind}:{match.entity_id}"]}
        if match.entity_id
        else {}
    )
    head = {"": translate("join.ui.choose", language)}
    return head | own | likely | {SKIP: translate("join.ui.skip", language)} | every


def _shown(match: Match) -> str:
    """Return the option that shows how a row stands."""
    if match.status == "skip":
        return SKIP
    return f"{match.kind}:{match.entity_id}" if match.entity_id else ""


def _choose_others(join: Join, name: str, language: Language) -> None:
    """Draw the choice of rows whose match the reader wants to change although it was sure."""
    options = [_label(row) for row in join.table.rows]
    kept = [label for label in recall(f"join.change.{name}", default=[]) if label in options]
    key, changed = bind(f"join.change.{name}", kept)
    st.multiselect(
        translate("join.ui.change", language),
        options,
        key=key,
        on_change=changed,
        placeholder=translate("join.ui.change_none", language),
    )
