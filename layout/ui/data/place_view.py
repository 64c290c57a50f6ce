"""Where is it? Coordinate systems with their evidence, datum, axes, sheet and encoding; then the layer over the districts."""

from typing import Final

import geopandas as gpd
import pandas as pd
import streamlit as st

from geodata.quality.shown import shown
from geodata.text import Language
from layout.i18n import translate
from layout.ui.cells import cell_text
from layout.ui.data.upload_state import AS_STATED, OTHER, SWAPPED, Upload
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import CHONGQING_BOUNDS, Bounds, LayerSpec, show_place
from layout.ui.state import recall
from layout.ui.widgets import heading, notice, quiet, select, table_html, text_field
from layout.workflow.desk.layers import Drawable
from layout.workflow.intake.looking import Looked

# What offices in Chongqing use, for a file whose statement is wrong or whose numbers leave several readings.
USUAL: Final = {
    "EPSG:4490": "CGCS2000",
    "EPSG:4326": "WGS84",
    "EPSG:4544": "CGCS2000 / 3° GK CM 105E",
    "EPSG:4545": "CGCS2000 / 3° GK CM 108E",
    "EPSG:4546": "CGCS2000 / 3° GK CM 111E",
    "EPSG:4523": "CGCS2000 / 3° GK zone 35",
    "EPSG:4524": "CGCS2000 / 3° GK zone 36",
    "EPSG:4525": "CGCS2000 / 3° GK zone 37",
    "EPSG:3857": "Web Mercator",
}
ENCODINGS: Final = ("utf-8", "gb18030", "big5", "utf-16")
DATUMS: Final = ("", "wgs84", "gcj02", "bd09")
_PREVIEW_ROWS: Final = 8
_CELL: Final = 160  # characters; a cell of a file may hold a book, or what turns the line round
_HEIGHT: Final = 430
_DATUM_CODES: Final = {"datum-named", "datum-assumed", "coordinate-columns-several"}
_AIR_DEG: Final = 0.12
_MOST_OFFERS: Final = 8


def ask_place(upload: Upload, looked: Looked, *, language: Language) -> None:
    """Draw the questions about an upload: what was answered stays in the fields.

    Parameters
    ----------
    upload, looked
        The upload and the latest look at it; its offers come from the first look.
    language
        Language of every word.
    """
    if upload.offers:
        _evidence(upload, language)
    columns = iter(st.columns([1.7, 1.2, 1, 1], vertical_alignment="bottom"))
    if upload.layers:
        options = {"": _word("layer_none", language)} | {name: name for name in upload.layers}
        with next(columns):
            select("up.layer", options, label=_word("layer", language))
    asks_layer = any(item.code == "several-layers" for item in looked.report.findings)
    if recall("up.kind", "map") == "map" and not asks_layer:
        with next(columns):
            select("up.crs", _systems(upload, language), label=_word("crs", language))
        if recall("up.datum") or _in_degrees(looked):
            with next(columns):
                words = {name: translate(f"data_desk.datum.{name or 'none'}", language) for name in DATUMS}
                select("up.datum", words, label=_word("datum", language))
    if upload.encoding:
        encodings = {"": _word("encoding_none", language)} | {name: name.upper() for name in ENCODINGS}
        with next(columns):
            select("up.encoding", encodings, label=_word("encoding", language))

    if recall("up.kind", "map") == "map" and recall("up.crs") == OTHER:
        first, second, _ = st.columns([1, 1, 1.4], vertical_alignment="bottom")
        with first:
            text_field("up.typed", _word("typed", language))
        with second:
            axes = {name: translate(f"data_desk.axes.{name}", language) for name in ("xy", "yx")}
            select("up.axes", axes, label=_word("axes", language))


def _in_degrees(looked: Looked) -> bool:
    """Return whether the datum of degrees is a question: the layer is in degrees, or its columns name a datum."""
    if any(item.code in _DATUM_CODES for item in looked.report.findings):
        return True
    frame = looked.result.frame
    return isinstance(frame, gpd.GeoDataFrame) and frame.crs is not None and bool(frame.crs.is_geographic)


def _word(name: str, language: Language) -> str:
    """Return the label of a question."""
    return translate(f"data_desk.ask.{name}", language)


def _systems(upload: Upload, language: Language) -> dict[str, str]:
    """Return the coordinate systems to choose from: as stated, those offered, the usual ones, another."""
    found = {AS_STATED: _word("unanswered" if upload.offers else "as_stated", language)}
    for offer in upload.offers:
        key = f"{offer.crs}{SWAPPED}" if offer.swapped else offer.crs
        code = f" ({offer.crs})" if offer.crs.startswith("EPSG:") else ""
        found[key] = f"{offer.title.pick(language)}{code}"
    for code, name in USUAL.items():
        found.setdefault(code, f"{name} ({code})")
    return found | {OTHER: _word("other", language)}


def _evidence(upload: Upload, language: Language) -> None:
    """Draw which system puts how many features inside Chongqing."""
    offers = upload.offers[:_MOST_OFFERS]
    names = ("system", "code", "axes", "inside", "share")
    headings = [translate(f"data_desk.evidence.{name}", language) for name in names]
    rows = [
        (
            offer.title.pick(language),
            offer.crs if offer.crs.startswith("EPSG:") else "PROJ",
            translate(f"data_desk.axes.{'yx' if offer.swapped else 'xy'}", language),
            f"{offer.inside:,} / {offer.tested:,}",
            f"{offer.inside / offer.tested:.0%}" if offer.tested else "-",
        )
        for offer in offers
    ]
    quiet(translate("data_desk.evidence.note", language))
    st.html(table_html(headings, rows, numeric=(3, 4)))


def show_layer(upload: Upload, looked: Looked, *, language: Language) -> None:
    """Draw the layer over the districts and its first rows.

    Parameters
    ----------
    upload, looked
        The upload and the latest look at it.
    language
        Language of every word.
    """
    if looked.problem is not None:
        notice(looked.problem.message(language), "error")
        return
    frame = looked.frame
    if frame is None:
        return
    made = upload.drawn()
    if made is not None:
        _map(upload, made, language)
    located = isinstance(frame, gpd.GeoDataFrame)
    table = pd.DataFrame(frame.drop(columns=frame.active_geometry_name) if located else frame).head(
        _PREVIEW_ROWS
    )
    heading(translate("data_desk.rows_title", language, rows=len(table), total=f"{len(frame):,}"))
    rows = [
        [shown(cell_text(cell, language), longest=_CELL) for cell in row]
        for row in table.itertuples(index=False, name=None)
    ]
    st.html(table_html([shown(name, longest=_CELL) for name in table.columns], rows, wide=True))


def _map(upload: Upload, made: Drawable, language: Language) -> None:
    """Draw the map, and say what it leaves out."""
    outlines = LayerSpec(
        "outlines",
        payload_url("outlines", {}, language=language),
        translate("ui.map.layer.districts", language),
        0,
        label_zoom=6.0,
        interactive=False,
    )
    layer = LayerSpec(
        "preview",
        payload_url("preview", {"token": upload.token}, language=language),
        translate("data_desk.map.layer", language),
        10,
    )
    show_place(
        [outlines, layer], map_bounds(made), language=language, key=f"preview_{upload.token}", height=_HEIGHT
    )
    lines = []
    if len(made.frame) < made.total:
        lines.append(
            translate("data_desk.map.sample", language, drawn=f"{len(made.frame):,}", total=f"{made.total:,}")
        )
    if made.simplified:
        lines.append(translate("data_desk.map.simplified", language))
    quiet(translate("data_desk.map.note", language), *lines)


def map_bounds(made: Drawable) -> Bounds:
    """Return what the map shows at first of a layer; see `air_about`.

    Parameters
    ----------
    made
        The layer as it is drawn.
    """
    return air_about(made.bounds)


def air_about(bounds: tuple[float, float, float, float]) -> Bounds:
    """Return what a map shows at first: a box with some air about it, with the municipality where it lies outside.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees.
    """
    west, south, east, north = bounds
    (low_lat, low_lon), (high_lat, high_lon) = CHONGQING_BOUNDS
    if west > high_lon or east < low_lon or south > high_lat or north < low_lat:
        west, south, east, north = (
            min(west, low_lon),
            min(south, low_lat),
            max(east, high_lon),
            max(north, high_lat),
        )
    return (south - _AIR_DEG, west - _AIR_DEG), (north + _AIR_DEG, east + _AIR_DEG)
