"""Files to take away: one button a file, whose kind of content follows from the ending of its name."""

from collections.abc import Callable
from typing import Final

import streamlit as st

UNNAMED: Final = "application/octet-stream"
MIME: Final = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "html": "text/html",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "toml": "application/toml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Media type by the ending of a file."""


def file_button(
    label: str, content: bytes | Callable[[], bytes], *, name: str, key: str, wide: bool = True
) -> None:
    """Offer one file, made now or when it is asked for; pressing the button draws nothing anew.

    Parameters
    ----------
    label
        Words on the button.
    content
        The bytes, or what makes them.
    name
        Name under which it is saved; the media type follows from its ending.
    key
        Identity of the button on its page.
    wide
        Whether the button fills its column.
    """
    st.download_button(
        label,
        data=content,
        file_name=name,
        mime=MIME.get(name.rpartition(".")[2], UNNAMED),
        key=key,
        on_click="ignore",
        width="stretch" if wide else "content",
    )
