import io

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from geodata.write.workbook import workbook_bytes


def read(content: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def test_every_frame_has_its_sheet_and_unknown_is_blank() -> None:
    frames = {
        "方案 plan": pd.DataFrame({"park": ["a", "b"], "ha": [1.5, np.nan]}),
        "b": pd.DataFrame({"n": [3]}),
    }
    book = read(workbook_bytes(frames))
    assert book.sheet_names == ["方案 plan", "b"]
    assert book.get_sheet_by_name("方案 plan").to_python(skip_empty_area=False) == [
        ["park", "ha"],
        ["a", 1.5],
        ["b", ""],
    ]
    assert book.get_sheet_by_name("b").to_python() == [["n"], [3.0]]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = read(workbook_bytes({"x": pd.DataFrame({"=1+1": ["=HYPERLINK(1)", "+2"]})}))
    assert book.get_sheet_by_name("x").to_python() == [["=1+1"], ["=HYPERLINK(1)"], ["+2"]]


def test_an_empty_frame_keeps_its_header() -> None:
    book = read(workbook_bytes({"x": pd.DataFrame({"a": [], "b": []})}))
    assert book.get_sheet_by_name("x").to_python() == [["a", "b"]]


def test_a_workbook_without_sheets_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one sheet"):
        workbook_bytes({})
