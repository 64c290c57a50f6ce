"""Layer styles as QGIS keeps them in a GeoPackage: QML text for the table `layer_styles`.

Written with an XML library, so no name or label can break out of its place. Read by QGIS 3.4 and later.
"""

from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from geodata.errors import DataFormatError

Shape = Literal["marker", "line", "fill"]

NO_DATA = "#d9d9d9"
# One of Okabe and Ito's colours (2008, Color universal design), told apart by readers of every colour vision.
DEFAULT_COLOUR = "#0072b2"
_OUTLINE = "#4d4d4d"
_HEX_DIGITS = 6


@dataclass(frozen=True, slots=True)
class StyleClass:
    """One class of a legend: a category, or a half-open range of numbers.

    Parameters
    ----------
    label
        The words of the legend.
    colour
        `#rrggbb`.
    value
        The category; None for a range.
    lower, upper
        The range, both ends given; None for a category.
    """

    label: str
    colour: str
    value: str | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """How a layer is coloured.

    Parameters
    ----------
    column
        The column that decides; None draws everything in `colour`.
    classes
        Categories or ranges, not both.
    colour
        `#rrggbb` where no class applies or there is no column.
    other_label
        The legend's words for rows in no category; ranges leave them undrawn, as QGIS does.
    """

    column: str | None = None
    classes: tuple[StyleClass, ...] = ()
    colour: str = DEFAULT_COLOUR
    other_label: str = ""


def to_qml(style: LayerStyle, shape: Shape) -> str:
    """Return a style as QML.

    Parameters
    ----------
    style
        The colours.
    shape
        What the layer draws: points, lines or areas.

    Raises
    ------
    DataFormatError
        A colour is not `#rrggbb`, or categories and ranges are mixed.
    """
    root = ET.Element("qgis", version="3.22.0", styleCategories="Symbology")
    kind = _kind(style)
    renderer = ET.SubElement(root, "renderer-v2", {"type": kind, "symbollevels": "0", "enableorderby": "0"})
    if kind == "singleSymbol":
        _symbols(renderer, [style.colour], shape)
    else:
        renderer.set("attr", style.column or "")
        colours = [item.colour for item in style.classes]
        if kind == "categorizedSymbol":
            colours.append(NO_DATA)
            _categories(renderer, style)
        else:
            renderer.set("graduatedMethod", "GraduatedColor")
            _ranges(renderer, style)
        _symbols(renderer, colours, shape)
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(
        root, encoding="unicode"
    )


def _kind(style: LayerStyle) -> str:
    """Return QGIS's name of the way of drawing."""
    if style.column is None or not style.classes:
        return "singleSymbol"
    ranged = [item.lower is not None and item.upper is not None for item in style.classes]
    if any(ranged) != all(ranged) or any(
        (item.value is None) != flag for item, flag in zip(style.classes, ranged, strict=True)
    ):
        raise DataFormatError(
            en="Layer style: categories and ranges found together, expected one kind; give each class a value or both limits.",
            zh="图层样式：类别与区间混用；每一类应给出类别值，或同时给出上下限。",
        )
    return "graduatedSymbol" if all(ranged) else "categorizedSymbol"


def _categories(renderer: ET.Element, style: LayerStyle) -> None:
    """Add the categories, and the one for everything else."""
    parent = ET.SubElement(renderer, "categories")
    rows = [(item.value or "", item.label) for item in style.classes]
    for number, (value, label) in enumerate([*rows, ("", style.other_label)]):
        ET.SubElement(
            parent,
            "category",
            {"value": value, "label": label, "symbol": str(number), "render": "true", "type": "string"},
        )


def _ranges(renderer: ET.Element, style: LayerStyle) -> None:
    """Add the ranges."""
    parent = ET.SubElement(renderer, "ranges")
    for number, item in enumerate(style.classes):
        ET.SubElement(
            parent,
            "range",
            {
                "lower": repr(float(item.lower or 0)),
                "upper": repr(float(item.upper or 0)),
                "label": item.label,
                "symbol": str(number),
                "render": "true",
            },
        )


def _symbols(renderer: ET.Element, colours: list[str], shape: Shape) -> None:
    """Add one symbol a colour."""
    parent = ET.SubElement(renderer, "symbols")
    for number, colour in enumerate(colours):
        symbol = ET.SubElement(
            parent, "symbol", {"name": str(number), "type": shape, "alpha": "1", "clip_to_extent": "1"}
        )
        names = {"marker": "SimpleMarker", "line": "SimpleLine", "fill": "SimpleFill"}
        layer = ET.SubElement(
            symbol, "layer", {"class": names[shape], "enabled": "1", "locked": "0", "pass": "0"}
        )
        for key, value in _properties(_rgba(colour), shape).items():
            # QGIS before 3.28 reads <prop>, later ones <Option>: both are there
            ET.SubElement(layer, "prop", {"k": key, "v": value})
        options = ET.SubElement(layer, "Option", {"type": "Map"})
        for key, value in _properties(_rgba(colour), shape).items():
            ET.SubElement(options, "Option", {"name": key, "type": "QString", "value": value})


def _properties(rgba: str, shape: Shape) -> dict[str, str]:
    """Return the properties of a simple symbol."""
    if shape == "line":
        return {"line_color": rgba, "line_width": "0.5", "line_width_unit": "MM", "line_style": "solid"}
    edge = {"outline_color": _rgba(_OUTLINE), "outline_style": "solid", "outline_width": "0.2"}
    if shape == "marker":
        return {"name": "circle", "color": rgba, "size": "2.4", "size_unit": "MM", **edge}
    return {"color": rgba, "style": "solid", **edge}


def _rgba(colour: str) -> str:
    """Return `#rrggbb` as QGIS writes it."""
    digits = colour.removeprefix("#").lower()
    if len(digits) != _HEX_DIGITS or len(colour) != _HEX_DIGITS + 1 or set(digits) - set("0123456789abcdef"):
        raise DataFormatError(
            en=f"Layer style: colour {colour!r} found, expected #rrggbb.",
            zh=f"图层样式：颜色 {colour!r} 应为 #rrggbb。",
        )
    return ",".join(str(int(digits[start : start + 2], 16)) for start in (0, 2, 4)) + ",255"
