"""A frame and its style specification, as the GeoJSON that the map draws: words chosen, classes and sizes decided.

The map script then only fetches, draws and writes text nodes; it knows no language and no unit.
"""

import json
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.text import Language
from layout.i18n import translate
from layout.ui.cells import plain_value
from layout.viz.numbers import format_number
from layout.viz.palette import OUTLINE
from layout.viz.spec import RadiusSpec, StyleSpec, Text, TooltipLine, class_of, radius_px

NO_DATA = "no_data"
_DECIMALS = 5  # of degrees, about 1 m: more than a screen shows
_HOVER_WEIGHT = 1.5  # added to the outline under the pointer
_POINTED = "#111827"
_HOLLOW = "-hollow"
_OUTLINED = ("zones",)  # drawn over the districts, so their outline carries the colour
_SIZED = ("parks", "plan")  # circles that cover each other
_PALE = ("ranking",)  # its last class is nearly white, as is what lies below
_OUTLINE_WEIGHT = 2.5
_FIRST_LABEL = 1_000_000  # names of zones go before those of what they contain
_OUTLINE_FILL = 0.08

Feature = dict[str, Any]


def display_bytes(frame: gpd.GeoDataFrame, spec: StyleSpec, *, language: Language) -> bytes:
    """Return the layer as UTF-8 GeoJSON for the map script.

    Parameters
    ----------
    frame
        Features in WGS84 with the properties that `spec` names. Rows without geometry cannot be drawn and are left
        out here; the panels name them.
    spec
        How to class, size, label and describe the features.
    language
        Language of every word inside.
    """
    drawable = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    records = drawable.drop(columns=drawable.geometry.name).to_dict("records")
    features: list[Feature] = [
        {"type": "Feature", "geometry": _geometry(shape), "properties": _properties(record, spec, language)}
        for record, shape in zip(records, drawable.geometry, strict=True)
    ]
    if spec["id"] in _SIZED:
        features.sort(key=lambda feature: _drawing_order(feature["properties"]))
    collection = {"type": "FeatureCollection", "features": features, "look": look(spec)}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def look(spec: StyleSpec) -> dict[str, Any]:
    """Return the Leaflet path options of a layer: what all features share, what each class adds, the pointer's mark."""
    stroke, missing = spec["stroke"], spec["no_data"]
    outlined, line = spec["id"] in _OUTLINED, spec["kind"] == "line"
    weight = _OUTLINE_WEIGHT if outlined else stroke["weight"]
    base: dict[str, Any] = {
        "color": OUTLINE if spec["id"] in _PALE else stroke["color"],
        "weight": weight,
        "opacity": stroke["opacity"],
        "fill": not line,
        "fillOpacity": _OUTLINE_FILL if outlined else spec["fill_opacity"],
        "dashArray": None,
    }
    classes: dict[str, dict[str, Any]] = {}
    for entry in spec["classes"]:
        options = {"fillColor": entry["color"], "shape": entry.get("shape", "circle")}
        classes[entry["id"]] = options | ({"color": entry["color"]} if outlined or line else {})
        if "hollow" in spec:
            rim = {"color": entry["color"], "fillOpacity": spec["hollow"]["fill_opacity"]}
            classes[entry["id"] + _HOLLOW] = options | rim
    classes[NO_DATA] = {
        "fillColor": missing["color"],
        "color": missing["stroke"],
        "dashArray": missing["dash"],
    }
    return {
        "base": base,
        "classes": classes,
        "hover": {"weight": weight + _HOVER_WEIGHT, "color": _POINTED},
    }


def _drawing_order(properties: Feature) -> tuple[bool, float]:
    """Return what comes first: what has no data below what has, large circles below small ones."""
    return properties["class"] != NO_DATA, -properties["radius"]


def _geometry(shape: shapely.Geometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON with as many decimals as a screen shows."""
    rounded = shapely.transform(shape, lambda coordinates: np.round(coordinates, _DECIMALS))
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(rounded))
    return geometry


def _properties(record: Mapping[str, Any], spec: StyleSpec, language: Language) -> Feature:
    """Return what the map script reads of one feature."""
    found = class_of(spec, plain_value(record.get(spec["property"])))
    name, *rest = spec["tooltip"]
    properties: Feature = {
        "id": str(record[spec["key"]]),
        "name": _text(record, name, language),
        "rows": [[line["label"][language], text] for line in rest if (text := _text(record, line, language))],
        "class": NO_DATA if found is None else found["id"] + _hollow(record, spec),
    }
    if "radius" in spec:
        properties["radius"] = round(_radius(record, spec["radius"]), 1)
    precision = plain_value(record.get("position_precision_m"))
    if precision is not None:
        properties["precision_m"] = precision
    if "label" in spec:
        properties |= _label(record, spec, language)
    return properties


def _hollow(record: Mapping[str, Any], spec: StyleSpec) -> str:
    """Return the suffix of the class of a feature that is drawn hollow."""
    return (
        _HOLLOW
        if "hollow" in spec and record.get(spec["hollow"]["property"]) in spec["hollow"]["values"]
        else ""
    )


def _radius(record: Mapping[str, Any], radius: RadiusSpec) -> float:
    """Return the size of a circle in pixels."""
    value = plain_value(record.get(radius["property"]))
    return radius_px(radius, None if value is None else float(value))


def _label(record: Mapping[str, Any], spec: StyleSpec, language: Language) -> Feature:
    """Return the name to write on the map, its place and its weight against its neighbours."""
    label = spec["label"]
    weights = (plain_value(record.get(column)) for column in ("label_weight", "approved_area_ha", "area_km2"))
    weight = _FIRST_LABEL if spec["id"] in _OUTLINED else next((one for one in weights if one is not None), 0)
    found: Feature = {"label": str(record[label["property"][language]]), "weight": weight}
    lon, lat = plain_value(record.get(label["lon"])), plain_value(record.get(label["lat"]))
    if spec["kind"] == "polygon" and lon is not None and lat is not None:
        found["label_at"] = [round(lon, _DECIMALS), round(lat, _DECIMALS)]
    return found


def _text(record: Mapping[str, Any], line: TooltipLine, language: Language) -> str:
    """Return the text of one line of a tooltip, "" where an optional line has nothing to say."""
    value = plain_value(record.get(_pick(line["property"], language)))
    if (value is None or value == "") and "" not in line.get("values", {}):
        return "" if line.get("optional") else translate("domain.no_data", language)
    code = "" if value is None else str(value)
    if "values" in line and code in line["values"]:
        return line["values"][code][language]
    if line["format"] == "year":
        return str(int(value))
    if line["format"] == "number":
        unit = line["unit"][language] if "unit" in line else ""
        return f"{format_number(float(value))} {unit}".strip()
    return str(value)


def _pick(name: str | Text, language: Language) -> str:
    """Return the property that holds a text in `language`."""
    return name if isinstance(name, str) else name[language]
