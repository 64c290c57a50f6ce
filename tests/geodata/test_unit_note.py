import pytest

from geodata.unit_note import UnitNote, note_of, said_units, unit_note


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("单位：万元", ("1e4 CNY",)),
        ("单位:亿元、平方公里", ("1e8 CNY", "km2")),
        ("Unit: 10 000 yuan", ("1e4 CNY",)),
        ("Unit: 10,000 yuan", ("1e4 CNY",)),
        ("Units: 100 million yuan, km²", ("1e8 CNY", "km2")),
        ("（计量单位：公顷）", ("ha",)),
        ("表 3-1 各区县工业总产值（单位：万元） 2023年", ("1e4 CNY",)),
        ("金额单位：千元 2023年", ("1e3 CNY",)),
        ("注：本表单位为亿元/平方公里。资料来源：统计局", ("1e8 CNY/km2",)),
        ("单位 万元", ("1e4 CNY",)),
        ("单位：万元，人", ("1e4 CNY", "persons")),
    ],
)
def test_units_that_are_named_beside_a_table(text: str, units: tuple[str, ...]) -> None:
    assert said_units(text) == (units, True)


@pytest.mark.parametrize(
    "text",
    [
        "填报单位：市统计局",
        "单位名称：重庆某厂",
        "单位：吨",
        "community: persons",
        "万元",
        "单位产值能耗",
        "",
        "单位：",
        "Unit",
    ],
)
def test_what_names_no_unit(text: str) -> None:
    assert said_units(text) == ((), False)


@pytest.mark.parametrize(
    "text",
    ["单位：万元、吨", "单位：万元 吨", "Unit: 1 million yuan", "单位：万元（从业人员为人）单位：吨、人"],
)
def test_a_word_that_is_not_understood_leaves_the_unit_open(text: str) -> None:
    note = unit_note([(1, text)])
    assert note is not None
    assert note.unit == ""


def test_a_heading_with_its_own_unit_does_not_speak_for_the_table() -> None:
    assert said_units("工业总产值（单位：万元）", alone=True)[0] == ()
    assert said_units("（单位：万元）", alone=True)[0] == ("1e4 CNY",)
    assert said_units("注：单位：万元。", alone=True)[0] == ("1e4 CNY",)


def test_lines_that_differ_name_no_single_unit() -> None:
    assert unit_note([(1, "单位：万元"), (9, "单位：亿元")]) == UnitNote(
        ("单位：万元", "单位：亿元"), (1, 9), ("1e4 CNY", "1e8 CNY"), clear=True
    )
    same = unit_note([(1, "单位：万元"), (2, "表 1"), (9, "Unit: 10000 yuan")])
    assert same is not None
    assert (same.unit, same.rows) == ("1e4 CNY", (1, 9))
    assert unit_note([(1, "表 1")]) is None


def test_a_record_is_read_anew_and_never_believed() -> None:
    note = unit_note([(2, "单位：万元"), (7, "注：单位：万元")])
    assert note is not None
    assert note_of(note.as_record()) == note
    assert note_of(None) is None
    assert note_of({"texts": ["nothing"], "rows": [1], "units": ["1e4 CNY"]}) is None
    for record in (3, {"texts": "单位：万元", "rows": [1]}, {"texts": ["单位：万元"], "rows": ["1"]}, {}):
        with pytest.raises(TypeError):
            note_of(record)
