import pytest

from layout.errors import OfficeTableError
from layout.workflow.statistics.answers import Answers, ColumnAnswer, dump_answers, read_answers

TEXT = """
source = "重庆统计年鉴2024"
vintage = "38"
leave_unmatched = true

[columns."产值 \\"x\\""]
indicator = "gross_output"
unit = "万元"
year = 2023

[columns."其他"]
use = false

[matches]
"潼南曲" = "500152"
"#14" = "skip"
"""


def test_a_file_of_answers() -> None:
    found = read_answers(TEXT, origin="a.toml")
    assert found == Answers(
        source="重庆统计年鉴2024",
        vintage="38",
        leave_unmatched=True,
        columns={
            '产值 "x"': ColumnAnswer(indicator="gross_output", unit="万元", year=2023),
            "其他": ColumnAnswer(use=False),
        },
        matches={"潼南曲": "500152", "#14": "skip"},
    )


def test_answers_written_and_read_are_the_same() -> None:
    answers = read_answers(TEXT, origin="a.toml")
    assert read_answers(dump_answers(answers), origin="b") == answers
    assert dump_answers(Answers()) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("source = ", "not a TOML"),
        ("sauce = 'x'", "sauce"),
        ("vintage = '36'", "vintage"),
        ("year = '2023'", "year"),
        ("[columns.x]\nunits = 'a'", "columns.x.units"),
    ],
)
def test_what_is_no_answer_is_refused_in_both_languages(text: str, found: str) -> None:
    with pytest.raises(OfficeTableError) as caught:
        read_answers(text, origin="a.toml")
    assert found in str(caught.value)
    assert "a.toml" in caught.value.message("zh")
