"""What is asked of contiguous areas on the page: sizes or a shared total, units, spacing, shape; and the search."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import streamlit as st

from geodata.text import Language
from layout.errors import CaseError
from layout.i18n import translate
from layout.suitability.locate import RegionsWanted
from layout.ui.number_field import number_field, whole_number
from layout.ui.suitability.build import offered_layers
from layout.ui.widgets import choice, quiet, select, words_of
from layout.workflow.desk.tables import desk_workspace
from layout.workflow.regions.found import Found
from layout.workflow.regions.parcel_file import ParcelTerms
from layout.workflow.regions.parcel_regions import find_parcel_regions
from layout.workflow.regions.regions import find_regions
from layout.workflow.regions.terms import Size, Terms

CELLS = "cells"
_COUNT, _MOST = 5, 100
_AREA_HA = 100.0
_OVER_PCT = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    Parameters
    ----------
    size, wanted, terms
        As for `find_regions`.
    parcels
        Layer of the workspace whose polygons are the units; None for cells.
    over_pct
        By how much whole parcels may exceed the area asked for, in percent.
    """

    size: Size
    wanted: RegionsWanted
    terms: Terms
    parcels: str | None = None
    over_pct: float = _OVER_PCT


def ask_areas(language: Language) -> Asked:
    """Draw the fields and return the question.

    Parameters
    ----------
    language
        Language of every word.
    """
    units = _units(language)
    left, right = st.columns(2)
    with left:
        label = translate("suitpage.areas.count", language)
        count = whole_number("suit.areas.count", label, start=_COUNT, low=1, high=_MOST)
    with right:
        shared = _shared(language)
    size = _ask_total(language) if shared else _ask_each(language)
    over = _OVER_PCT
    if units != CELLS:
        label = translate("suitpage.areas.over", language)
        over = number_field("suit.areas.over", label, start=_OVER_PCT, high=1e3) or 0.0
    left, right = st.columns(2)
    with left:
        label = translate("suitpage.areas.spacing", language)
        spacing = number_field("suit.areas.spacing", label, start=0.0, high=1e6)
    with right:
        label = translate("suitpage.areas.shape", language)
        shape = number_field("suit.areas.shape", label, start=0.5, high=1.0)
    connectivity = choice(
        "suit.areas.connect",
        words_of(("rook", "queen"), "suitpage.areas.connect", language=language),
        label=translate("suitpage.areas.connectivity", language),
    )
    wanted = RegionsWanted(
        cells=1, count=count, connectivity="queen" if connectivity == "queen" else "rook", shape=shape or 0.0
    )
    return Asked(size, wanted, Terms(spacing_m=spacing or 0.0), None if units == CELLS else units, over)


def _units(language: Language) -> str:
    """Draw the choice of units, where the workspace has layers that may be parcels."""
    layers = offered_layers(language)
    if not layers:
        return CELLS
    options = {CELLS: translate("suitpage.areas.units.cells", language)}
    options |= {
        item: translate("suitpage.areas.units.parcels", language, layer=title)
        for item, title in layers.items()
    }
    return select("suit.areas.units", options, label=translate("suitpage.areas.units.label", language))


def _shared(language: Language) -> bool:
    """Draw the choice between areas of one size and areas that share a total."""
    manner = choice(
        "suit.areas.manner",
        words_of(("each", "total"), "suitpage.areas.manner", language=language),
        label=translate("suitpage.areas.sizes", language),
    )
    return manner == "total"


def _ask_each(language: Language) -> Size:
    """Draw the field of the size of each."""
    label = translate("suitpage.areas.size", language)
    return Size(area_ha=number_field("suit.areas.ha", label, start=_AREA_HA, low=0.01) or _AREA_HA)


def _ask_total(language: Language) -> Size:
    """Draw the fields of the total and of the range of each."""
    start = _COUNT * _AREA_HA
    label = translate("suitpage.areas.total", language)
    total = number_field("suit.areas.total", label, start=start, low=0.01)
    left, right = st.columns(2)
    with left:
        label = translate("suitpage.areas.least", language)
        least = number_field("suit.areas.least", label, low=0.01)
    with right:
        label = translate("suitpage.areas.most", language)
        most = number_field("suit.areas.most", label, low=0.01)
    quiet(translate("suitpage.areas.range_note", language))
    return Size(total_ha=total or start, min_ha=least, max_ha=most)


def search(surface: Path, asked: Asked) -> Found:
    """Return what is found on a surface.

    Parameters
    ----------
    surface
        The surface of a full run.
    asked
        The question.

    Raises
    ------
    CaseError, EmptyCandidatesError, GeodataError
        As `find_regions` and `find_parcel_regions`.
    """
    if asked.parcels is None:
        return find_regions(surface, asked.size, question=asked.wanted, terms=asked.terms)
    frame = _layer(asked.parcels)
    how = ParcelTerms(asked.parcels, over_pct=asked.over_pct, frame=frame)
    return find_parcel_regions(surface, asked.size, parcels=how, question=asked.wanted, terms=asked.terms)


def _layer(item: str) -> gpd.GeoDataFrame:
    """Return a layer of the workspace in use."""
    workspace = desk_workspace()
    frame = None if workspace is None else workspace.load(item).frame
    if not isinstance(frame, gpd.GeoDataFrame):
        raise CaseError(
            en=f"{item}: no layer of the workspace any more; choose another one.",
            zh=f"{item}：工作区中已没有该图层；请另选。",
        )
    return frame
