"""Test only: serves the application with hostile text added to every name, title, note and source that is shown.

The tables are patched before anything reads them, so that maps, panels, legends, tables, lists, rankings and
downloads all get the text. `streamlit run` finds the application below as it does in `streamlit_app.py`.
"""

import importlib
import os
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PAYLOAD = '{{1234*4321}} {% 备注 <img src=x onerror="window.cqRan=1"> ${1234*4321} `x` **b** ![i](http://127.0.0.2/x.png)'
SHOWN = (
    "name_zh",
    "name_en",
    "other_names",
    "note",
    "title",
    "publisher",
    "leading_industries_zh",
    "leading_industries_en",
    "role_zh",
    "role_en",
    "position_basis",
    "definition",
    "status",
    "document",
    "article",
)


def _poisoned(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the payload behind every text that is shown."""
    for column in set(SHOWN) & set(frame.columns):
        frame[column] = [_with_payload(cell) for cell in frame[column]]
    return frame


def _with_payload(cell: object) -> object:
    if isinstance(cell, tuple):
        return tuple(f"{item} {PAYLOAD}" for item in cell)
    # status decides what operates, so its value is left where it means something
    return f"{cell} {PAYLOAD}" if isinstance(cell, str) and cell not in {"", "operating"} else cell


def _poison() -> None:
    """Patch the readers of tables and boundaries, before any other module has taken them over."""
    tables = importlib.import_module("geodata.embedded.tables")
    if hasattr(tables, "_genuine_frame"):
        return
    genuine: Callable[[str], pd.DataFrame] = tables._frame
    tables._genuine_frame = genuine
    cache: dict[str, pd.DataFrame] = {}

    def frame(name: str) -> pd.DataFrame:
        if name not in cache:
            cache[name] = _poisoned(genuine(name).copy())
        return cache[name]

    tables._frame = frame
    boundaries = importlib.import_module("geodata.sources.boundaries")
    boundaries.table = lambda name: genuine(
        name
    ).copy()  # outlines find their English names by the Chinese ones
    for reader in ("read_districts", "read_prefectures"):
        setattr(boundaries, reader, _poisoning(getattr(boundaries, reader)))


def _poisoning(read: "Callable[..., pd.DataFrame]") -> "Callable[..., pd.DataFrame]":
    return lambda *args: _poisoned(read(*args))


_poison()
if __name__ == "__main__":
    runpy.run_path(str(ROOT / "streamlit_app.py"), run_name="__main__")
else:
    os.environ["CQLAYOUT_LANG"] = "en"
    from layout.ui.server import routes
    from layout.ui.shell import on_error

    app = st.App(__file__, routes=routes(), on_script_error=on_error)
