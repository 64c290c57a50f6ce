"""The fact panel: everything known of one park, each figure with year, firmness and numbered sources."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from geodata.text import Language
from layout.fields import CONFIDENCES, word
from layout.i18n import translate
from layout.ui.widgets import notice
from layout.viz.escape import safe_html
from layout.workflow.facts.entity import park_facts
from layout.workflow.facts.fact import Fact


def park_panel(park_id: str, language: Language) -> None:
    """Show the facts of a park, or how to choose one.

    Parameters
    ----------
    park_id
        Id of the park; "" for none.
    language
        Language of every word.
    """
    if not park_id:
        notice(translate("ui.panel.empty", language), "empty")
        return
    st.html(facts_html(park_facts(park_id), language))


def facts_html(facts: Sequence[Fact], language: Language) -> str:
    """Return facts as HTML, section by section; sources are numbered in the order of their first use, listed once."""
    numbers: dict[str, int] = {}
    parts = []
    for group, members in groupby(facts, key=lambda fact: fact.group):
        rows = "".join(_row(fact, numbers, language) for fact in members)
        title = safe_html(translate(f"ui.panel.group.{group}", language))
        parts.append(f'<h3 class="cq-h3">{title}</h3><div class="cq-facts">{rows}</div>')
    if numbers:
        listed = "".join(f"<li>{safe_html(source)}</li>" for source in numbers)
        title = safe_html(translate("ui.panel.sources", language))
        parts.append(f'<h3 class="cq-h3">{title}</h3><ol class="cq-sources">{listed}</ol>')
    return "".join(parts)


def _row(fact: Fact, numbers: dict[str, int], language: Language) -> str:
    """Return one fact; `numbers` takes up the sources that it cites first."""
    marks = ", ".join(
        str(numbers.setdefault(source.pick(language), len(numbers) + 1)) for source in fact.sources
    )
    text = safe_html(fact.text(language))
    value = f"<b>{text}</b>" if isinstance(fact.value, float) else text
    value += f"<sup>[{marks}]</sup>" if marks else ""
    lines = (_firmness(fact, language), fact.note.pick(language) if fact.note else "")
    small = "".join(f'<div class="cq-fact-meta">{safe_html(line)}</div>' for line in lines if line)
    return (
        f'<div class="cq-fact"><div class="cq-fact-label">{safe_html(fact.label.pick(language))}</div>'
        f'<div class="cq-fact-value">{value}{small}</div></div>'
    )


def _firmness(fact: Fact, language: Language) -> str:
    """Return year, part of the year and, for figures and for what is only remembered, the confidence."""
    rated = fact.confidence and (fact.year is not None or fact.confidence == "recalled")
    parts = [
        "" if fact.year is None else str(fact.year),
        fact.period.pick(language) if fact.period else "",
        word(CONFIDENCES, fact.confidence).pick(language) if rated else "",
    ]
    return " · ".join(part for part in parts if part)
