"""What is asked of contiguous areas on the page: sizes or a shared total, units, spacing, shape; and the search."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd

from geodata.text import Language
from layout.errors import CaseError
from layout.i18n import translate
from layout.suitability.locate import RegionsWanted
from layout.ui.number_field import number_field, whole_number
from layout.ui.suit_build import offered_layers
from layout.ui.widgets import choice, select, words_of
from layout.workflow.desk import desk_workspace
from layout.workflow.found_regions import Found
from layout.workflow.parcel_file import ParcelTerms
from layout.workflow.parcel_regions import find_parcel_regions
from layout.workflow.region_terms import Size, Terms
from layout.workflow.regions import find_regions

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
    count = whole_number(
        "suit.areas.count", translate("suitpage.areas.count", language), start=_COUNT, low=1, high=_MOST
    )
    size = _ask_size(language)
    over = _OVER_PCT
    if units != CELLS:
        label = translate("suitpage.areas.over", language)
        over = number_field("suit.areas.over", label, start=_OVER_PCT, high=1e3) or 0.0
    spacing = number_field(
        "suit.areas.spacing", translate("suitpage.areas.spacing", language), start=0.0, high=1e6
    )
    shape = number_field("suit.areas.shape", translate("suitpage.areas.shape", language), start=0.5, high=1.0)
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


def _ask_size(language: Language) -> Size:
    """Draw the fields of the size: of each, or of all together with a range."""
    manner = choice(
        "suit.areas.manner",
        words_of(("each", "total"), "suitpage.areas.manner", language=language),
        label=translate("suitpage.areas.sizes", language),
    )
    if manner == "each":
        area = number_field(
            "suit.areas.ha", translate("suitpage.areas.size", language), start=_AREA_HA, low=0.01
        )
        return Size(area_ha=area or _AREA_HA)
    total = number_field(
        "suit.areas.total", translate("suitpage.areas.total", language), start=_COUNT * _AREA_HA, low=0.01
    )
    least = number_field(
        "suit.areas.least", translate("suitpage.areas.least", language), start=None, low=0.01
    )
    most = number_field("suit.areas.most", translate("suitpage.areas.most", language), start=None, low=0.01)
    return Size(total_ha=total or _COUNT * _AREA_HA, min_ha=least, max_ha=most)


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
