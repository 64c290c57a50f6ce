import pytest

from layout.workflow.statistics.answers import Answers
from layout.workflow.statistics.join import desk_register, match_rows, table_vintage
from layout.workflow.statistics.table import FigureRow

REGISTER = desk_register("38")


def rows(*names: str) -> tuple[FigureRow, ...]:
    return tuple(FigureRow(number, "", name, "") for number, name in enumerate(names, start=2))


def test_a_park_among_districts_is_a_question() -> None:
    found = match_rows(rows("万州区", "忠县", "开县", "云阳县", "璧山高新区"), REGISTER, answers=Answers())
    assert [match.status for match in found] == ["sure"] * 4 + ["ask"]
    assert found[4].alternatives == (("park", "bishan_htz"),)


def test_a_mixed_table_takes_both() -> None:
    found = match_rows(rows("万州区", "忠县", "璧山高新区", "万州经开区"), REGISTER, answers=Answers())
    assert {match.kind for match in found} == {"district", "park"}
    assert all(match.status == "sure" for match in found)


def test_regions_stand_beside_the_districts_of_a_yearbook() -> None:
    found = match_rows(rows("主城都市区", "万州区", "忠县"), REGISTER, answers=Answers())
    assert found[0].key == ("zone", "main_metropolitan")


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("500152", ("district", "500152")),
        ("park:bishan_htz", ("park", "bishan_htz")),
        ("G502138", ("park", "bishan_htz")),
    ],
)
def test_answers_name_entities_in_several_ways(answer: str, key: tuple[str, str]) -> None:
    found = match_rows(rows("潼南曲"), REGISTER, answers=Answers(matches={"潼南曲": answer}))
    assert (found[0].key, found[0].how) == (key, "chosen")


def test_an_answer_for_one_row_goes_before_one_for_its_name() -> None:
    answers = Answers(matches={"万州区": "500102", "#3": "skip"})
    found = match_rows(rows("万州区", "万州区"), REGISTER, answers=answers)
    assert [match.status for match in found] == ["sure", "skip"]
    assert found[0].entity_id == "500102"


def test_the_vintage_is_what_was_answered_or_what_all_rows_say() -> None:
    said = tuple(FigureRow(n, "", "x", "", vintage="38") for n in range(3))
    assert table_vintage(said, Answers()) == "38"
    assert table_vintage(said, Answers(vintage="37")) == "37"
    assert table_vintage((*said, FigureRow(9, "", "y", "", vintage="37")), Answers()) == ""
    assert table_vintage((), Answers()) == ""
