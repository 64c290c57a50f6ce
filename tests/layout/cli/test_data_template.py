from pathlib import Path

import openpyxl
import pytest

from layout.cli.main import run
from layout.workflow.landuse.target_board import this_year


def test_the_workbook_has_the_columns_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "f.xlsx"
    words = ["--indicators", "gdp, tax", "--years", "2023,2024", "--source", "年鉴", "--vintage", "37"]
    assert run(["--lang", "zh", "data", "template", "statistics", "--out", str(path), *words]) == 0
    assert str(path) in capsys.readouterr().out
    sheet = openpyxl.load_workbook(path)["区县 districts"]
    assert [cell.value for cell in sheet[1]][4:] == [
        f"{name} {year}年 (亿元)"
        for name in ("地区生产总值 [gdp]", "工业税收 [tax]")
        for year in (2023, 2024)
    ]
    assert [cell.value for cell in sheet[2]][2:4] == ["年鉴", 37]


def test_without_a_wish_it_is_last_year(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    assert run(["--lang", "en", "data", "template", "statistics", "--out", str(path)]) == 0
    sheet = openpyxl.load_workbook(path)["园区 parks"]
    assert all(str(this_year() - 1) in cell.value for cell in sheet[1][4:])


@pytest.mark.parametrize("words", [["--years", "last"], ["--indicators", "gdpp"], ["--years", "23"]])
def test_columns_that_mean_nothing_are_refused_in_one_line(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.xlsx"
    assert run(["--lang", "zh", "data", "template", "statistics", "--out", str(path), *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not path.exists()
