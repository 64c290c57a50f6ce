"""Legends on the page: the HTML of the visualisation, in a form that streamlit lets through."""

import base64
import re
from collections.abc import Iterable

import streamlit as st

from geodata.text import Language
from layout.viz import legend_html
from layout.viz.spec import StyleSpec

_SVG = re.compile(r"<svg ([^>]*)>(.*?)</svg>")


def show_legends(styles: Iterable[StyleSpec], language: Language, *, flat: bool = False) -> None:
    """Show the legends of some layers side by side.

    Parameters
    ----------
    styles
        Their styles.
    language
        Language of the words.
    flat
        Whether the classes of a layer stand in one line, for a short legend below a map.
    """
    legends = "".join(f"<div>{as_images(legend_html(style, language))}</div>" for style in styles)
    st.html(f'<div class="cq-legends{" cq-flat" if flat else ""}">{legends}</div>')


def as_images(html: str) -> str:
    """Return `html` with each inline SVG as an image of the same drawing.

    Streamlit cleans HTML with a profile that knows no SVG and would drop the swatches. A `data:` address is part
    of the page and asks nobody for anything.
    """
    return _SVG.sub(_image, html)


def _image(found: re.Match[str]) -> str:
    """Return one drawing as an image element."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {found[1]}>{found[2]}</svg>'
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'
