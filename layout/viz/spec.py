"""The vocabulary of a style specification: plain JSON that the browser's GeoJSON layer draws by.

A specification never holds a name or value of the data, only property names, breaks, colours and labels of our
own catalogue. Every text is `{"zh": ..., "en": ...}`; the layer picks the language. One specification looks so
(keys that a layer does not need are absent):

    {"id": "districts", "kind": "polygon" | "point",
     "title": {zh, en}, "unit": {zh, en}, "notes": [{zh, en}, ...],
     "key": "adcode",                          property that identifies a feature
     "property": "value",                      property that decides the class
     "classify": "range" | "category" | "single",
     "classes": [{"id": "c0", "min": null | number, "max": null | number,     range: min <= v < max
                  "values": ["national"],                                     category: v is one of these
                  "color": "#rrggbb", "shape": "circle", "label": {zh, en}, "count": 3}, ...],
     "no_data": {"color": "#rrggbb", "stroke": "#rrggbb", "dash": "3 3", "label": {zh, en}, "count": 5},
     "stroke": {"color": "#rrggbb", "weight": 1, "opacity": 0.9}, "fill_opacity": 0.75,
     "radius": {"property": "approved_area_ha", "scale": "sqrt", "max": 2817.07,
                "min_px": 4, "max_px": 18, "missing_px": 5, "title": {zh, en}, "unit": {zh, en},
                "legend": [{"value": 500, "px": 10.0}, ...], "missing_label": {zh, en}},
     "hollow": {"property": "operating", "values": ["no"], "fill_opacity": 0.1, "label": {zh, en}, "count": 4},
     "label": {"property": {"zh": "name_zh", "en": "name_en"}, "lon": "label_lon", "lat": "label_lat",
               "min_zoom": 8},
     "tooltip": [{"label": {zh, en}, "property": "value" | {"zh": "name_zh", "en": "name_en"},
                  "unit": {zh, en}, "format": "text" | "number" | "year", "values": {"exact": {zh, en}}, "optional": false}, ...]}

Drawing rules. A value that is null, missing or not a number takes the look of `no_data` whatever the classes say.
A radius by `sqrt` makes the *area* of the circle proportional to the value: px = max_px * sqrt(v / max), not below
`min_px`; without a value it is `missing_px`. A feature whose `hollow` property has one of its values is drawn with
that fill opacity. The first
tooltip line is the name. A line without a value is left out where it is `optional`, else it says "no data" in
the language; `values` translates codes; `format` "year" never gets a thousands
separator. Tooltips are built from DOM text nodes, never from HTML strings.
"""

import math
from typing import Literal, NotRequired, TypedDict

from geodata.text import Bilingual

Shape = Literal["circle", "square", "triangle", "diamond", "cross"]


class Text(TypedDict):
    """One text in both languages, as JSON."""

    zh: str
    en: str


class ClassSpec(TypedDict):
    """One class: a range or some categories, its colour, shape and label, and how many features it holds."""

    id: str
    color: str
    label: Text
    count: int
    min: NotRequired[float | None]
    max: NotRequired[float | None]
    values: NotRequired[list[str]]
    shape: NotRequired[Shape]


class NoDataSpec(TypedDict):
    """The look of features without a value."""

    color: str
    stroke: str
    dash: str
    label: Text
    count: int


class StrokeSpec(TypedDict):
    """Outline of features."""

    color: str
    weight: float
    opacity: float


class RadiusStep(TypedDict):
    """One circle of the size legend."""

    value: float
    px: float


class RadiusSpec(TypedDict):
    """Circle size by a property."""

    property: str
    scale: Literal["sqrt"]
    max: float
    min_px: float
    max_px: float
    missing_px: float
    title: Text
    unit: Text
    legend: list[RadiusStep]
    missing_label: Text


class LabelSpec(TypedDict):
    """Names written on the map: a property of each language, a place, and the zoom from which they show."""

    property: Text
    lon: str
    lat: str
    min_zoom: int


class TooltipLine(TypedDict):
    """One line of the tooltip."""

    label: Text
    property: str | Text
    format: Literal["text", "number", "year"]
    optional: bool
    unit: NotRequired[Text]
    values: NotRequired[dict[str, Text]]


class HollowSpec(TypedDict):
    """Features drawn hollow, such as plants that do not operate."""

    property: str
    values: list[str]
    fill_opacity: float
    label: Text
    count: int


class StyleSpec(TypedDict):
    """Everything that the browser needs to draw one layer and the page needs to write its legend."""

    id: str
    kind: Literal["polygon", "point", "line"]
    title: Text
    key: str
    property: str
    classify: Literal["range", "category", "single"]
    classes: list[ClassSpec]
    no_data: NoDataSpec
    stroke: StrokeSpec
    fill_opacity: float
    notes: list[Text]
    tooltip: list[TooltipLine]
    unit: NotRequired[Text]
    radius: NotRequired[RadiusSpec]
    label: NotRequired[LabelSpec]
    hollow: NotRequired[HollowSpec]


def text(bilingual: Bilingual) -> Text:
    """Return a bilingual text as JSON."""
    return {"zh": bilingual.zh, "en": bilingual.en}


def class_of(spec: StyleSpec, value: object) -> ClassSpec | None:
    """Return the class that `value` falls in, or None where it is unknown ("no data").

    The layer in the browser follows the same rule; tests hold the two together.
    """
    if spec["classify"] == "single":
        return spec["classes"][0]
    if spec["classify"] == "category":
        return next((entry for entry in spec["classes"] if value in entry.get("values", [])), None)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    for entry in spec["classes"]:
        low, high = entry.get("min"), entry.get("max")
        if (low is None or value >= low) and (high is None or value < high):
            return entry
    return None


def radius_px(radius: RadiusSpec, value: float | None) -> float:
    """Return the circle radius in pixels for `value`; above the smallest circle its area is proportional."""
    if value is None or not math.isfinite(value):
        return radius["missing_px"]
    share = min(1.0, max(0.0, value / radius["max"]))
    return max(radius["min_px"], radius["max_px"] * math.sqrt(share))
