"""The legend of a style specification as HTML: title, unit, classes, sizes, "no data", notes. Every value is escaped.

The HTML has no script, no style sheet and no address; it uses the class names below, and inline colours that have
been checked to be colours. A page adds its own style sheet.

    cq-legend > cq-legend-title, cq-legend-unit, cq-legend-row (cq-legend-swatch + text), cq-legend-note
"""

import re
from typing import Final

from geodata.text import Language
from layout.i18n import translate
from layout.viz.escape import safe_html
from layout.viz.numbers import format_number
from layout.viz.spec import ClassSpec, RadiusSpec, Shape, StyleSpec, Text

_COLOR: Final = re.compile(r"#[0-9a-f]{6}")
_PAPER: Final = "#ffffff"
_BOX: Final = 22
_MIDDLE: Final = 11
_SHAPES: Final[dict[Shape, str]] = {
    "circle": '<circle cx="11" cy="11" r="7" {paint}/>',
    "square": '<rect x="5" y="5" width="12" height="12" {paint}/>',
    "triangle": '<path d="M11 3 L19 18 L3 18 Z" {paint}/>',
    "diamond": '<path d="M11 2 L20 11 L11 20 L2 11 Z" {paint}/>',
    "cross": '<path d="M8 3h6v5h5v6h-5v5h-6v-5h-5v-6h5z" {paint}/>',
}
_AREA: Final = '<rect x="2" y="4" width="18" height="14" {paint}/>'
_BAR: Final = '<rect x="1" y="9" width="20" height="4" {paint}/>'


def legend_html(spec: StyleSpec, language: Language) -> str:
    """Return the legend of a layer as a fragment of HTML.

    Parameters
    ----------
    spec
        The layer's style specification.
    language
        Language of every word.

    Returns
    -------
    str
        One `div`. Classes without a feature stay: an empty class is information. "No data" is always shown when
        a feature has none.

    Raises
    ------
    ValueError
        A colour is not of the form #rrggbb.
    """
    parts = [f'<div class="cq-legend-title">{safe_html(spec["title"][language])}</div>']
    if "unit" in spec:
        parts.append(f'<div class="cq-legend-unit">{safe_html(spec["unit"][language])}</div>')
    parts += [_class_row(spec, entry, language) for entry in spec["classes"]]
    if spec["no_data"]["count"]:
        parts.append(_no_data_row(spec, language))
    if "hollow" in spec and spec["hollow"]["count"]:
        hollow = spec["hollow"]
        swatch = _swatch(spec["kind"], "circle", f'fill="#ffffff" stroke="{spec["no_data"]["stroke"]}"')
        parts.append(_row(swatch, hollow["label"], hollow["count"], language))
    if "radius" in spec:
        parts += _size_rows(spec["radius"], spec["no_data"]["stroke"], language)
    parts += [f'<div class="cq-legend-note">{safe_html(note[language])}</div>' for note in spec["notes"]]
    return f'<div class="cq-legend" lang="{"zh-CN" if language == "zh" else "en"}">{"".join(parts)}</div>'


def _class_row(spec: StyleSpec, entry: ClassSpec, language: Language) -> str:
    """Return the row of one class."""
    line = spec["kind"] == "line"
    edge = entry["color"] if line else spec["stroke"]["color"]
    if (
        edge == _PAPER
    ):  # a white rim keeps circles on a map apart; beside words it would leave a pale one unseen
        edge = spec["no_data"]["stroke"]
    paint = (
        f'fill="{_color(entry["color"])}" fill-opacity="{1.0 if line else spec["fill_opacity"]:g}" '
        f'stroke="{_color(edge)}"'
    )
    return _row(
        _swatch(spec["kind"], entry.get("shape", "circle"), paint), entry["label"], entry["count"], language
    )


def _no_data_row(spec: StyleSpec, language: Language) -> str:
    """Return the row of what is unknown, dashed as on the map."""
    missing = spec["no_data"]
    paint = (
        f'fill="{_color(missing["color"])}" stroke="{_color(missing["stroke"])}" '
        f'stroke-dasharray="{safe_html(missing["dash"])}"'
    )
    return _row(_swatch(spec["kind"], "circle", paint), missing["label"], missing["count"], language)


def _size_rows(radius: RadiusSpec, stroke: str, language: Language) -> list[str]:
    """Return the rows that show what the size of a circle means."""
    if not radius["legend"]:
        return []
    unit = radius["unit"][language]
    rows = [f'<div class="cq-legend-title">{safe_html(radius["title"][language])}</div>']
    for step in radius["legend"]:
        side = max(_BOX, round(2 * step["px"]) + 2)
        middle = side / 2
        circle = f'<circle cx="{middle:g}" cy="{middle:g}" r="{step["px"]:g}" fill="none" stroke="{_color(stroke)}"/>'
        label = safe_html(f"{format_number(step['value'])} {unit}".strip())
        rows.append(_plain_row(_svg(circle, side), label))
    missing = f'<circle cx="{_MIDDLE}" cy="{_MIDDLE}" r="{radius["missing_px"]:g}" fill="none" stroke="{_color(stroke)}" stroke-dasharray="2 2"/>'
    rows.append(_plain_row(_svg(missing, _BOX), safe_html(radius["missing_label"][language])))
    return rows


def _row(swatch: str, label: Text, count: int, language: Language) -> str:
    """Return one row: swatch, label, and the number of features where they are counted (not below zero)."""
    if count < 0:
        return _plain_row(swatch, safe_html(label[language]))
    number = translate("map.legend.count", language, count=count)
    return _plain_row(
        swatch, f'{safe_html(label[language])} <span class="cq-legend-count">{safe_html(number)}</span>'
    )


def _plain_row(swatch: str, content: str) -> str:
    """Return one row of a swatch and HTML that is already safe."""
    return f'<div class="cq-legend-row"><span class="cq-legend-swatch">{swatch}</span><span>{content}</span></div>'


def _swatch(kind: str, shape: Shape, paint: str) -> str:
    """Return the drawing of a class: a box for polygons, a bar for lines, the symbol for points."""
    drawing = {"polygon": _AREA, "line": _BAR}.get(kind, _SHAPES[shape])
    return _svg(drawing.replace("{paint}", paint), _BOX)


def _svg(drawing: str, side: int) -> str:
    """Return a drawing as inline SVG; it is decoration, the text beside it says the same."""
    return (
        f'<svg width="{side}" height="{side}" viewBox="0 0 {side} {side}" aria-hidden="true">{drawing}</svg>'
    )


def _color(value: str) -> str:
    """Return `value` if it is a colour, so that nothing else can enter an attribute."""
    if _COLOR.fullmatch(value) is None:
        message = f"legend: expected a colour like #1a2b3c, found {value!r}"
        raise ValueError(message)
    return value
