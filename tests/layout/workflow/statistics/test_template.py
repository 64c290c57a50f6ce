import io
from pathlib import Path

import openpyxl
import pytest

from geodata.embedded import table
from geodata.workspace import Workspace
from layout.errors import ImportRefusedError, OfficeTableError
from layout.workflow.desk.tables import office_rows_of
from layout.workflow.intake.importing import Order, import_file
from layout.workflow.statistics.template import (
    DATA_SHEETS,
    DEFAULT_INDICATORS,
    DISTRICTS_SHEET,
    INDICATORS_SHEET,
    LEADING,
    PARKS_SHEET,
    template_workbook,
)

Cells = dict[str, list[tuple[object, ...]]]


def cells(content: bytes) -> Cells:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_parks_and_districts_stand_with_codes_and_names() -> None:
    found = cells(template_workbook(["gdp", "tax"], [2023, 2024], language="zh", source="年鉴"))
    assert found[PARKS_SHEET][0] == (
        *LEADING,
        "地区生产总值 [gdp] 2023年 (亿元)",
        "地区生产总值 [gdp] 2024年 (亿元)",
        "工业税收 [tax] 2023年 (亿元)",
        "工业税收 [tax] 2024年 (亿元)",
    )
    assert [row[0] for row in found[PARKS_SHEET][1:]] == table("parks")["park_id"].tolist()
    districts = found[DISTRICTS_SHEET][1:]
    assert [row[:2] for row in districts[:-1]] == list(
        zip(table("districts")["adcode"], table("districts")["name_zh"], strict=True)
    )
    assert districts[-1][:4] == ("500000", "重庆市", "年鉴", 38)
    assert all(cell is None for row in districts for cell in row[4:])
    assert len(found[INDICATORS_SHEET]) == len(table("indicators")) + 1


def test_writing_it_again_gives_the_same_cells() -> None:
    first = cells(template_workbook(years=[2024], language="en"))
    assert first == cells(template_workbook(years=[2024], language="en"))


def test_the_37_units() -> None:
    rows = cells(template_workbook(["gdp"], [2026], language="zh", vintage="37"))[DISTRICTS_SHEET]
    assert ("500105", "两江新区") in [row[:2] for row in rows]
    assert "500112" not in [row[0] for row in rows]
    assert len(rows) == 1 + 37 + 1


def test_unchanged_it_holds_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_workbook(years=[2024], language="zh", source="年鉴"))
    workspace = Workspace.create(tmp_path / "w")
    with pytest.raises(ImportRefusedError, match="no figures"):
        import_file(path, Order("statistics"), workspace=workspace)
    assert not workspace.items()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_typed_comes_in_exactly_and_without_a_question(tmp_path: Path, language) -> None:  # noqa: ANN001 - a language
    book = openpyxl.load_workbook(
        io.BytesIO(template_workbook(years=[2023, 2024], language=language, source="统计表"))
    )
    typed: dict[tuple[str, str, int], float] = {}
    for sheet in DATA_SHEETS:
        for n, row in enumerate(range(2, book[sheet].max_row + 1)):
            for place, indicator in enumerate(DEFAULT_INDICATORS):
                if (n + place) % 3 == 0:
                    value = round(0.1 * n + 1.7 * place + 1 / 3, 6)
                    book[sheet].cell(row, 5 + 2 * place).value = value
                    typed[str(book[sheet].cell(row, 1).value), indicator, 2023] = value
    path = tmp_path / "filled.xlsx"
    book.save(path)
    workspace = Workspace.create(tmp_path / "w")
    done = import_file(path, Order("statistics"), workspace=workspace)
    assert done.version is not None
    kept = office_rows_of(workspace)
    found = {
        (row["entity_id"], row["indicator_id"], row["year"]): row["value"] for row in kept.to_dict("records")
    }
    assert found == typed
    assert len(typed) > 150


@pytest.mark.parametrize(
    ("indicators", "years", "vintage"),
    [
        (["gdpp"], [2024], "38"),
        ([], [2024], "38"),
        (["gdp"], [], "38"),
        (["gdp"], [24], "38"),
        (["gdp"], [2024], "36"),
    ],
)
def test_columns_that_mean_nothing_are_refused(indicators: list[str], years: list[int], vintage: str) -> None:
    with pytest.raises(OfficeTableError):
        template_workbook(indicators, years, language="zh", vintage=vintage)
