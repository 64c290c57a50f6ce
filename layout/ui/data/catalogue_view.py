"""The catalogue on the screen: every layer with its terms, one layer in detail, conflicts and gaps."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.catalog import entries, entry, load
from geodata.embedded import source_citation
from geodata.text import Language
from layout.i18n import catalogue, translate
from layout.ui.cells import cell_text
from layout.ui.data.account import conflicts, gaps
from layout.ui.downloads import file_button
from layout.ui.widgets import heading, notice, table_html
from layout.viz.escape import safe_html
from layout.workflow.layer_files import LayerFormat, layer_file

if TYPE_CHECKING:
    from geodata.catalog import Entry

_PREVIEW_ROWS = 8
_SHORT_SUM = 12


def catalogue_table(language: Language) -> str:
    """Return the table of all datasets as HTML."""
    columns = [translate(f"ui.data.column.{name}", language) for name in _COLUMNS]
    rows = [
        (
            one.title.pick(language),
            one.layer_id,
            translate(f"ui.data.kind.{one.kind}", language),
            one.vintage,
            licence_text(one, language),
            one.attribution.pick(language),
            _checksum(one, language),
        )
        for one in entries()
    ]
    return table_html(columns, rows, firm=(1, 2, 3, 6))


def licence_text(chosen: "Entry", language: Language) -> str:
    """Return the terms of a dataset: what its publisher wrote, or our own words for them in the language."""
    name = chosen.layer_id if chosen.kind == "point" else chosen.kind
    words = catalogue().get(f"ui.data.licence.{name}")
    return chosen.licence if words is None else words.pick(language)


_COLUMNS = ("title", "id", "kind", "vintage", "licence", "attribution", "checksum")


def catalogue_frame(language: Language) -> pd.DataFrame:
    """Return all datasets as a table to take away, one a row."""
    rows = [
        {
            "title": one.title.pick(language),
            "id": one.layer_id,
            "kind": one.kind,
            "vintage": one.vintage,
            "licence": one.licence,
            "attribution": one.attribution.pick(language),
        }
        for one in entries()
    ]
    return pd.DataFrame(rows)


def layer_titles(language: Language) -> dict[str, str]:
    """Return the titles of all datasets by their id."""
    return {one.layer_id: one.title.pick(language) for one in entries()}


def layer_card(layer_id: str, language: Language) -> None:
    """Show one dataset: terms, precision, confidence, sources, downloads and its first rows."""
    chosen = entry(layer_id)
    heading(chosen.title.pick(language))
    if not chosen.installed:
        remedy = chosen.remedy_text.pick(language)
        notice(translate("cli.layers.list.not_installed", language, id=layer_id, remedy=remedy), "empty")
        return
    layer = load(layer_id)
    if note := chosen.note.pick(language):
        notice(note, "warn")
    st.html(_facts(chosen, len(layer.frame), language))
    _downloads(chosen, language)
    frame = layer.frame.drop(columns="geometry", errors="ignore").head(_PREVIEW_ROWS)
    st.html(f'<h3 class="cq-h3">{safe_html(translate("ui.data.preview", language, rows=len(frame)))}</h3>')
    rows = [[cell_text(cell, language) for cell in row] for row in frame.itertuples(index=False, name=None)]
    st.html(table_html([str(name) for name in frame.columns], rows, wide=True))


def _facts(chosen: "Entry", rows: int, language: Language) -> str:
    """Return what is known of a dataset as HTML."""
    sources = "".join(
        f"<li>{safe_html(source_citation(source_id).pick(language))}</li>" for source_id in chosen.source_ids
    )
    pairs = (
        ("rows", f"{rows:,}"),
        ("vintage", chosen.vintage),
        ("licence", licence_text(chosen, language)),
        ("attribution", chosen.attribution.pick(language)),
        ("precision", chosen.precision_note.pick(language) or translate("ui.data.not_applicable", language)),
        ("confidence", chosen.confidence_summary.pick(language)),
        ("files", ", ".join(chosen.files)),
        ("checksum", chosen.checksum_sha256),
    )
    body = "".join(
        f'<div class="cq-fact"><div class="cq-fact-label">{safe_html(translate(f"ui.data.column.{key}", language))}</div>'
        f'<div class="cq-fact-value">{safe_html(text)}</div></div>'
        for key, text in pairs
    )
    title = safe_html(translate("ui.data.sources", language, count=len(chosen.source_ids)))
    listed = (
        f'<details><summary class="cq-quiet">{title}</summary><ol class="cq-sources">{sources}</ol></details>'
    )
    return f'<div class="cq-facts">{body}</div>{listed if sources else ""}'


def _checksum(chosen: "Entry", language: Language) -> str:
    """Return the first signs of a dataset's checksum, or that it is not installed."""
    if not chosen.installed:
        return translate("ui.data.not_installed", language)
    return chosen.checksum_sha256[:_SHORT_SUM]


def _downloads(chosen: "Entry", language: Language) -> None:
    """Show the download buttons of a dataset; the file is made when it is asked for, and a raster is not passed on."""
    if chosen.kind == "raster":
        return
    formats: tuple[LayerFormat, ...] = ("csv",) if chosen.kind == "table" else ("geojson", "csv")
    for column, name in zip(st.columns([1, 1, 3]), formats, strict=False):
        with column:
            file_button(
                translate(f"ui.data.download_{name}", language),
                partial(_content, chosen.layer_id, name),
                name=f"{chosen.layer_id}.{name}",
                key=f"download_{chosen.layer_id}_{name}",
            )


def _content(layer_id: str, name: LayerFormat) -> bytes:
    """Return a dataset as a file; called when the button is pressed."""
    return layer_file(layer_id, name).content


def conflicts_html(language: Language) -> str:
    """Return the table of contradicting figures."""
    table = conflicts_table(language)
    # what a figure is about stands once, beside the first that is given for it
    about = table.iloc[:, :3].mask(table.iloc[:, :3].duplicated(), "")
    rows = about.join(table.iloc[:, 3:]).itertuples(index=False, name=None)
    return table_html(list(table.columns), rows, numeric=(3,), firm=(2, 4))


def conflicts_table(language: Language) -> pd.DataFrame:
    """Return the contradicting figures, one a row with its source, under headings in the language."""
    columns = [translate(f"ui.data.conflict.{name}", language) for name in _CONFLICT]
    rows = [
        (
            one.entity.pick(language),
            one.indicator.pick(language),
            one.time.pick(language),
            value,
            unit.pick(language),
            source.pick(language),
        )
        for one in conflicts()
        for value, unit, source in one.figures
    ]
    return pd.DataFrame(rows, columns=columns)


_CONFLICT = ("entity", "indicator", "time", "value", "unit", "source")


def gaps_html(language: Language) -> str:
    """Return the list of what is missing."""
    return (
        '<ul class="cq-list">'
        + "".join(f"<li>{safe_html(gap.pick(language))}</li>" for gap in gaps())
        + "</ul>"
    )
