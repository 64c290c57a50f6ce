"""The wizard on a page of its own; the answers that it hands over are written below it."""

import pandas as pd
import streamlit as st

from layout.ui.data.join_view import show_join
from layout.ui.state import language, recall

HOSTILE = "{{7*7}} <img src=x onerror=alert(1)> [x](http://x)"
CELLS = {
    "区县": ["全市", "万州区", "开县", "忠县", "云阳县", "潼南曲", HOSTILE],
    "工业总产值（万元）2023年": [100, 10000.0, 20000, 30000, 40000, 50000, "约6"],
    "税收": [None, 1.0, 2, 3, 4, 5, None],
    "说明性的列": ["", "a", "", "", "", "", ""],
}


@st.fragment
def part() -> None:
    """Draw the wizard."""
    frame = pd.DataFrame(CELLS, index=range(4, 11))
    settings = show_join([("", frame)], name="年鉴.xlsx", language=language(), source=recall("given"))
    st.text("-" if settings is None else settings["answers"])


part()
