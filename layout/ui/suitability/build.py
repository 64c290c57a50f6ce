"""A study built on the page: districts, resolution, a layer of the office for each that the template's rules need, criteria."""

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from geodata.catalog import load
from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config.suitability_toml import build_suitability_case, load_suitability_case
from layout.i18n import translate
from layout.resources import bundle_folder
from layout.ui.kept.server_rasters import offered_rasters, rasters_folder
from layout.ui.number_field import number_field, whole_number
from layout.ui.state import recall, remember
from layout.ui.suitability.files import new_folder
from layout.ui.suitability.rasters import (
    DEM,
    LANDCOVER,
    OTHER,
    RASTER_SLOTS,
    ask_classes,
    class_rule,
    first_choice,
    kept_rasters,
    raster_choices,
    raster_layer,
    tell_no_dem,
    unit_of_raster,
)
from layout.ui.suitability.shown import Source
from layout.ui.widgets import choice, notice, quiet, several
from layout.workflow.desk.tables import desk_workspace

if TYPE_CHECKING:
    from pathlib import Path

NONE: Final = "none"
SLOTS: Final = (
    DEM,
    LANDCOVER,
    OTHER,
    "basic_farmland",
    "red_line",
    "development_boundary",
    "four_mountains",
    "protected",
    "water_sources",
    "banks",
    "roads",
    "rail",
    "towns",
)
_WITH_CRITERION: Final = (DEM, OTHER, "roads", "rail", "towns", "banks")
_MEASURES: Final = {DEM: "slope_pct", OTHER: "value"}
_FIRST_RESOLUTION: Final = 100
_WEIGHT: Final = 1.0


def offered_layers(language: Language) -> dict[str, str]:
    """Return the vector layers of the workspace in use, title by item."""
    workspace = desk_workspace()
    items = () if workspace is None else workspace.items()
    return {
        item.item_id: item.current.title.pick(language) or item.item_id
        for item in items
        if item.current.kind == "layer"
    }


def ask_built(language: Language) -> Source | None:
    """Draw the form and return the study, None while it has no district."""
    layers = offered_layers(language)
    counts = {"layers": len(layers), "kept": len(kept_rasters()), "rasters": len(offered_rasters())}
    quiet(translate("suitpage.build.note", language, folder=rasters_folder(), **counts))
    tell_no_dem(language)
    chosen, cell = _ask_place(language)
    with st.expander(translate("suitpage.build.layers", language), expanded=True):
        columns = st.columns(3)
        used = {}
        for place, slot in enumerate(SLOTS):
            with columns[place % 3]:
                used[slot] = _slot(slot, layers, language)
    classes = ask_classes(used[LANDCOVER], language) if used[LANDCOVER] != NONE else []
    criteria = [
        item
        for slot in _WITH_CRITERION
        if used[slot] != NONE and (item := _criterion(slot, used[slot], language)) is not None
    ]
    if not chosen:
        notice(translate("suitpage.build.no_district", language), "empty")
        return None
    try:
        return _source({"districts": chosen, "cell": cell, "classes": classes}, used, criteria)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return None


def _ask_place(language: Language) -> tuple[list[str], int]:
    """Draw the fields of districts and resolution side by side."""
    districts = load("districts").frame
    names = dict(zip(districts["adcode"], districts[f"name_{language}"], strict=True))
    left, right = st.columns([2, 1])
    with left:
        chosen = several(
            "suit.build.districts",
            names,
            label=translate("suitpage.build.districts", language),
            placeholder=translate("suitpage.build.districts_hint", language),
        )
    with right:
        label = translate("suitpage.build.resolution", language)
        cell = whole_number("suit.build.cell", label, start=_FIRST_RESOLUTION, low=10, high=5_000)
    return chosen, cell


def _slot(slot: str, layers: dict[str, str], language: Language) -> str:
    """Draw the choice of the layer that stands for a slot of the template."""
    raster = slot in RASTER_SLOTS
    offered = raster_choices(slot, language) if raster else layers
    options = {NONE: translate("suitpage.build.none", language), **offered}
    start = (first_choice(slot) if raster else None) or NONE
    return choice(
        f"suit.build.{slot}", options, label=translate(f"suitpage.slot.{slot}", language), default=start
    )


def _criterion(slot: str, used: str, language: Language) -> dict[str, Any] | None:
    """Draw the two scale points and the weight of a criterion; None while one is blank."""
    unit = {DEM: "%", OTHER: unit_of_raster(used) or "-"}.get(slot, "m")
    name = translate(f"suitpage.slot.{slot}", language)
    st.caption(translate("suitpage.build.criterion", language, unit=unit))
    columns = st.columns(3)
    fields = {}
    for column, key in zip(columns, ("best", "worst", "weight"), strict=True):
        with column:
            label = f"{translate(f'suitpage.build.{key}', language)} · {name}"
            start = _WEIGHT if key == "weight" else None
            fields[key] = number_field(f"suit.build.{slot}.{key}", label, start=start, high=1e6)
    best, worst, weight = fields["best"], fields["worst"], fields["weight"]
    if best is None or worst is None or weight is None or best == worst:
        return None
    both = {"en": translate(f"suitpage.slot.{slot}", "en"), "zh": translate(f"suitpage.slot.{slot}", "zh")}
    reason = {"en": translate("suitpage.build.reason", "en"), "zh": translate("suitpage.build.reason", "zh")}
    return {
        "id": slot,
        "name": both,
        "layer": slot,
        "measure": _MEASURES.get(slot, "distance_m"),
        "weight": weight,
        "value": {"kind": "linear", "worst": worst, "best": best, "reason": reason},
    }


def _source(place: dict[str, Any], used: dict[str, str], criteria: list[dict[str, Any]]) -> Source:
    """Return the study; the layers chosen are named with their versions, so that a run sees one version."""
    template = load_suitability_case(bundle_folder() / "cases" / "suitability" / "template.toml")
    data = template.model_dump()
    key = repr((place, sorted(used.items()), criteria))
    kept: tuple[str, Path] | None = recall("suit.built")
    folder = kept[1] if kept is not None and kept[0] == key else new_folder()
    remember("suit.built", (key, folder))
    data["title"] = {
        "en": translate("suitpage.build.title", "en"),
        "zh": translate("suitpage.build.title", "zh"),
    }
    data["note"] = None
    data["area"] = {"districts": place["districts"]}
    data["grid"] = {"crs": "chongqing", "resolution_m": float(place["cell"])}
    data["criteria"] = criteria
    if place.get("classes"):
        data["rules"] = [*data["rules"], class_rule(place["classes"])]
    for slot in SLOTS:
        data["layers"][slot] = _layer(slot, used[slot])
    data["layers"] = {
        name: layer for name, layer in data["layers"].items() if layer or name not in RASTER_SLOTS
    }
    return Source(build_suitability_case(data, origin="page"), folder)


def _layer(slot: str, name: str) -> dict[str, Any]:
    """Return the declaration of a chosen layer: its item and version in the workspace, so that a run sees one version."""
    if name == NONE:
        return {}
    if slot in RASTER_SLOTS:
        return raster_layer(name)
    workspace = desk_workspace()
    return {} if workspace is None else {"item": name, "version": workspace.version(name).number}
