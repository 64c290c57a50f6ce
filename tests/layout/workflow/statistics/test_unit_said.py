import pandas as pd
import pytest

from geodata.unit_note import UNIT_NOTE, unit_note
from layout.errors import OfficeTableError
from layout.workflow.statistics.unit_said import UnitSaid, joined_units, units_said


def frame(text: str = "") -> pd.DataFrame:
    made = pd.DataFrame({"产值": [1.0], "税收（亿元）": [2.0]})
    note = unit_note([(2, text)])
    if note is not None:
        made.attrs[UNIT_NOTE] = note.as_record()
    return made


def test_only_headings_without_a_unit_are_spoken_for() -> None:
    said = units_said(frame("单位：万元"), ["产值", "税收（亿元）"], sheet="表1")
    assert list(said) == ["产值"]
    assert said["产值"].unit == "1e4 CNY"
    assert said["产值"].words().en == "sheet 表1, row 2: “单位：万元”"
    assert said["产值"].words().zh == "工作表“表1”第 2 行“单位：万元”"


def test_a_unit_that_measures_something_else_is_no_proposal() -> None:
    said = UnitSaid((("", unit_note([(1, "单位：万元")])),))
    assert [said.proposal(one) for one in ("", "gross_output", "industrial_land_km2")] == [
        "1e4 CNY",
        "1e4 CNY",
        "",
    ]


def test_what_is_asked_names_the_line_and_why_nothing_is_proposed() -> None:
    one, several = (UnitSaid((("", unit_note([(1, text)])),)) for text in ("单位：万元", "单位：万元、人"))
    assert "row 1" in one.question().en
    assert "which column" not in one.question().en
    assert "which column" in several.question().en


def test_sheets_that_agree_speak_for_both_and_those_that_differ_are_refused() -> None:
    def sheets(*texts: str) -> dict[str, UnitSaid]:
        return joined_units(units_said(frame(text), ["产值"], sheet=f"s{n}") for n, text in enumerate(texts))

    assert sheets("单位：万元", "Unit: 10 000 yuan")["产值"].unit == "1e4 CNY"
    assert sheets("单位：万元", "")["产值"].unit == ""
    assert "s0" in sheets("单位：万元", "")["产值"].words().en
    with pytest.raises(OfficeTableError, match="s0, s1"):
        sheets("单位：万元", "单位：亿元")
