"""A chart as a file: SVG and PNG for a report, HTML that stays interactive without a network, JSON for other viewers.

Drawn by Vega itself, which the package `vl-convert-python` runs in this process; nothing is fetched, because every
specification of ours carries its data inside.
"""

import json
from functools import lru_cache
from typing import Final, Literal, get_args

from geodata.text import Language
from layout.viz.charts import Spec
from layout.viz.escape import safe_html

ChartForm = Literal["svg", "png", "html", "json"]
CHART_FORMS: Final[tuple[ChartForm, ...]] = get_args(ChartForm)
_VERSION: Final = "6.1"
_WIDTH: Final = 900
_PNG_SCALE: Final = 2.0


def chart_bytes(spec: Spec, form: ChartForm, *, language: Language, title: str = "") -> bytes:
    """Return a chart as a file.

    Parameters
    ----------
    spec
        Specification with its data inside (`layout.viz.charts`, `layout.viz.path_charts`).
    form
        "svg", "png" (twice the size on the screen), "html" (one file, with the library inside) or "json" (Vega-Lite).
    language
        Language of the page around an HTML chart.
    title
        What stands above the chart: what it rests on, and whether it holds estimates.
    """
    whole = titled(spec, title)
    if form == "json":
        return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False).encode()
    if form == "html":
        return _page(whole, language, title).encode()
    import vl_convert  # noqa: PLC0415 - only who takes a chart away pays for the library

    fixed = {**whole, "width": _WIDTH}
    if form == "svg":
        return vl_convert.vegalite_to_svg(fixed, vl_version=_VERSION, allowed_base_urls=[]).encode()
    return vl_convert.vegalite_to_png(fixed, vl_version=_VERSION, scale=_PNG_SCALE, allowed_base_urls=[])


def titled(spec: Spec, title: str) -> Spec:
    """Return a specification with a line above the drawing; unchanged without words."""
    if not title:
        return spec
    words = {"text": title, "anchor": "start", "fontSize": 11, "fontWeight": "normal", "color": "#5b6779"}
    return {**spec, "title": words}


def _page(spec: Spec, language: Language, title: str) -> str:
    """Return a page with the chart; data stand in it as JSON that no parser of HTML takes for markup."""
    inert = json.dumps({**spec, "width": "container"}, ensure_ascii=False, allow_nan=False)
    for sign in "<>&\u2028\u2029":
        inert = inert.replace(sign, f"\\u{ord(sign):04x}")
    head = f'<meta charset="utf-8"><title>{safe_html(title)}</title><style>body{{margin:1.5rem}}#chart{{width:100%}}</style>'
    call = f'vegaEmbed("#chart", {inert}, {{"actions": false, "renderer": "svg"}});'
    return (
        f'<!doctype html><html lang="{language}"><head>{head}</head><body><div id="chart"></div>'
        f"<script>{_library()}</script><script>{call}</script></body></html>"
    )


@lru_cache(maxsize=1)
def _library() -> str:
    """Return Vega, Vega-Lite and their embedding as one script."""
    import vl_convert  # noqa: PLC0415 - as above

    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=_VERSION).replace(
        "</script", "<\\/script"
    )
