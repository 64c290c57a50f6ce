"""What the reader chooses on the map page, and the layers that follow from it."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from geodata.text import Language
from layout.fields import VINTAGES, ZONE_KINDS, word
from layout.i18n import translate
from layout.ui.maps.layers import ANY, DEFAULT_PAIR, INTENSITY, PARK_COLOURS, drawn
from layout.ui.maps.own_overlays import outline_specs, outline_styles, own_choice, own_specs, own_styles
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec
from layout.ui.state import publish
from layout.ui.widgets import choice, several, words_of
from layout.viz.spec import StyleSpec
from layout.workflow.maps.choices import (
    cluster_choices,
    district_choices,
    infrastructure_choices,
    pair_choices,
)

FIRST_INDICATOR: Final = "gdp@2024"
FIRST_KINDS: Final = ("airport", "river_port", "rail_freight_hub")
_LAYER_WORDS = ("prefectures", "districts", "infrastructure", "precision", "parks")
_DISTRICT_LABEL_ZOOM = 7.0
_PARK_LABEL_ZOOM = 9.5
_ZONE_LABEL_ZOOM = 6.0


@dataclass(frozen=True, slots=True)
class Choices:
    """What is shown on the map.

    Parameters
    ----------
    show
        What colours the districts: `<indicator>@<year>`, or `intensity` by the same definition as the parks.
    vintage
        District map, "38" or "37".
    colour, pair
        What colours the parks, and the definition of their output intensity.
    cluster
        Cluster that the parks shown carry, or `any`.
    kinds
        Kinds of infrastructure.
    own
        Layers of the office's workspace, by name.
    """

    show: str
    vintage: str
    colour: str
    pair: str
    cluster: str
    kinds: tuple[str, ...]
    own: tuple[str, ...] = ()

    def questions(self) -> dict[str, dict[str, str]]:
        """Return the question for each layer that has a legend."""
        show = f"{INTENSITY}@{self.pair}" if self.show == INTENSITY else self.show
        asked: dict[str, dict[str, str]] = {
            "districts": {"show": show, "vintage": self.vintage},
            "parks": {"colour": self.colour, "pair": self.pair, "cluster": self.cluster},
        }
        if self.kinds:
            asked["infrastructure"] = {"kinds": ",".join(self.kinds)}
        return asked


def ask_choices(language: Language) -> Choices:
    """Draw the controls of the map page, keep the choices in the URL and return them."""
    first, second, third, fourth, fifth = st.columns([1.4, 0.9, 1.5, 1.4, 0.9], vertical_alignment="bottom")
    with first:
        show = choice(
            "show", _district_options(language), label=_label("show", language), default=FIRST_INDICATOR
        )
    with second:
        colour = choice(
            "colour",
            words_of(PARK_COLOURS, "ui.map.colour", language=language),
            label=_label("colour", language),
        )
    with third:
        pair = choice("pair", _pair_options(language), label=_label("pair", language), default=DEFAULT_PAIR)
    with fourth:
        cluster = choice("cluster", _cluster_options(language), label=_label("cluster", language))
    with fifth, st.popover(translate("ui.map.more", language), width="stretch"):
        kinds = several(
            "kinds",
            {one.kind: f"{one.name.pick(language)} ({one.placed})" for one in infrastructure_choices()},
            label=_label("kinds", language),
            placeholder=translate("ui.map.no_kinds", language),
            default=FIRST_KINDS,
        )
        own = own_choice(language)
        vintages = {key: word(VINTAGES, key).pick(language) for key in VINTAGES}
        vintage = choice("vintage", vintages, label=_label("vintage", language), default="38")
    publish({"show": show, "colour": colour, "pair": pair, "cluster": cluster, "vintage": vintage})
    return Choices(show, vintage, colour, pair, cluster, tuple(kinds), own)


def map_layers(chosen: Choices, language: Language) -> list[LayerSpec]:
    """Return the layers of the map page, from the background up."""
    urls = {
        layer: payload_url(layer, question, language=language)
        for layer, question in chosen.questions().items()
    }
    words = {name: translate(f"ui.map.layer.{name}", language) for name in _LAYER_WORDS}
    zoom = _DISTRICT_LABEL_ZOOM
    quiet = LayerSpec(
        "prefectures",
        payload_url("prefectures", {}, language=language),
        words["prefectures"],
        0,
        interactive=False,
        label_zoom=zoom,
    )
    layers = [quiet, LayerSpec("districts", urls["districts"], words["districts"], 10, label_zoom=zoom)]
    layers += [_zones(kind, 20 + place, language) for place, kind in enumerate(ZONE_KINDS)]
    if "infrastructure" in urls:
        layers.append(LayerSpec("infrastructure", urls["infrastructure"], words["infrastructure"], 30))
    rings = LayerSpec(
        "precision", urls["parks"], words["precision"], 40, kind="ring", show=False, interactive=False
    )
    parks = LayerSpec(
        "parks", urls["parks"], words["parks"], 50, selectable=True, label_zoom=_PARK_LABEL_ZOOM
    )
    own = own_specs(chosen.own, language, order=45)
    return [*layers, rings, *own, *outline_specs(language, order=47), parks]


def _zones(kind: str, order: int, language: Language) -> LayerSpec:
    """Return the layer of one kind of layout zone; the flagship zones are on at first."""
    return LayerSpec(
        f"zones-{kind}",
        payload_url("zones", {"kind": kind}, language=language),
        translate("ui.map.layer.zones", language, kind=word(ZONE_KINDS, kind).pick(language)),
        order,
        show=kind == "flagship",
        outline=True,
        label_zoom=_ZONE_LABEL_ZOOM,
    )


def legend_styles(chosen: Choices) -> list[StyleSpec]:
    """Return the styles whose legends stand below the map."""
    styles = [drawn(layer, question)[1] for layer, question in chosen.questions().items()]
    return [*styles, drawn("zones", {})[1], *own_styles(chosen.own), *outline_styles()]


def _label(name: str, language: Language) -> str:
    """Return the label of a control."""
    return translate(f"ui.map.choose.{name}", language)


def _district_options(language: Language) -> dict[str, str]:
    """Return what districts can be coloured by: indicators and years with their coverage, then intensities."""
    indicators = {
        f"{one.indicator_id}@{year.year}": translate(
            "ui.map.indicator",
            language,
            name=one.name.pick(language),
            year=year.year,
            known=year.known,
            total=year.total,
        )
        for one in district_choices()
        for year in one.years
    }
    return indicators | {INTENSITY: translate("ui.map.colour.intensity", language)}


def _pair_options(language: Language) -> dict[str, str]:
    """Return the definitions of output intensity of which at least one park has a figure."""
    return {one.pair_id: f"{one.name.pick(language)} ({one.parks})" for one in pair_choices() if one.parks}


def _cluster_options(language: Language) -> dict[str, str]:
    """Return the clusters with the number of parks that carry each, after `any`."""
    return {ANY: translate("ui.map.any_cluster", language)} | {
        one.cluster_id: f"{one.name.pick(language)} ({one.parks})" for one in cluster_choices()
    }
