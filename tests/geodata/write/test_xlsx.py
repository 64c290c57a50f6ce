import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely

from geodata.errors import DataFormatError, WriteError
from geodata.layer import Layer
from geodata.write import xlsx
from geodata.write.xlsx import DATA_SHEET, SOURCES_SHEET, to_xlsx_bytes, write_xlsx

LayerOf = Callable[..., Layer]


def read(folder: Path, sheet: str) -> pd.DataFrame:
    return pd.read_excel(folder / "a.xlsx", sheet_name=sheet, engine="openpyxl")


def test_every_shape_of_layer_opens_and_has_no_formula(shaped: tuple[str, Layer], tmp_path: Path) -> None:
    name, layer = shaped
    if name == "hundred-thousand":
        layer = Layer(layer.layer_id, layer.title, layer.frame.iloc[:20_000], layer.provenance)
    write_xlsx(layer, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    kinds = {cell.data_type for row in book[DATA_SHEET].iter_rows() for cell in row}
    assert "f" not in kinds
    assert "e" not in kinds
    rows = sum(1 for _ in book[DATA_SHEET].iter_rows())
    assert rows == len(layer.frame) + 1
    book.close()


def test_positions_are_degrees_in_columns_or_text(layer_of: LayerOf, tmp_path: Path) -> None:
    layer = layer_of("null")
    write_xlsx(layer, tmp_path / "a.xlsx")
    table = read(tmp_path, DATA_SHEET)
    assert table["lon"].fillna(0).tolist() == [106.5, 0, 107]
    write_xlsx(layer_of("projected"), tmp_path / "a.xlsx")
    shape = shapely.from_wkt(read(tmp_path, DATA_SHEET)["wkt"][0])
    assert 106.5 < shape.centroid.x < 106.6
    write_xlsx(layer_of("awkward-columns"), tmp_path / "a.xlsx")
    assert {"lon", "lon_2", "lat"} <= set(read(tmp_path, DATA_SHEET).columns)


def test_text_is_text_and_types_are_types(layer_of: LayerOf, tmp_path: Path) -> None:
    layer = layer_of("attributes")
    write_xlsx(layer, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[DATA_SHEET]
    head = [cell.value for cell in sheet[1]]
    column = {name: [sheet.cell(row, head.index(name) + 1).value for row in range(2, 6)] for name in head}
    assert column["formula"] == layer.frame["formula"].tolist()
    assert {sheet.cell(row, head.index("formula") + 1).data_type for row in range(2, 6)} == {"s"}
    assert column["markup"] == layer.frame["markup"].tolist()
    assert column["flag"] == [True, None, False, True]
    assert column["number"][1] is None
    assert column["whole"] == [1, None, str(-(2**53) - 1), str(2**53 + 1)]
    assert column["moment"][0].isoformat(timespec="milliseconds") == "2024-02-29T12:34:56.789"
    assert column["day"][2].year == 1999


def test_header_cells_and_names_that_look_like_formulas_stay_text(
    points_layer: Layer, tmp_path: Path
) -> None:
    frame = pd.DataFrame({"=1+1": ["#N/A", "_x000A_", "'quoted", "\x07bell", "a" * 40_000]})
    notes = write_xlsx(Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[DATA_SHEET]
    assert [(cell.value, cell.data_type) for cell in sheet["A"]][:5] == [
        ("=1+1", "s"), ("#N/A", "s"), ("_x005F_x000A_", "s"), ("'quoted", "s"), ("bell", "s"),
    ]  # fmt: skip
    # Excel and calamine undo the escape; openpyxl shows it as it stands in the file
    assert (
        pd.read_excel(tmp_path / "a.xlsx", sheet_name=DATA_SHEET, engine="calamine").iloc[1, 0] == "_x000A_"
    )
    assert len(sheet["A6"].value) == 32_767
    assert "2 values" in notes[0].en


def test_dates_before_excels_calendar_and_infinity_are_text(points_layer: Layer, tmp_path: Path) -> None:
    frame = pd.DataFrame({"t": pd.to_datetime(["1800-01-01", "2024-01-01"]), "n": [np.inf, 1.0]})
    write_xlsx(Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[DATA_SHEET]
    assert sheet["A2"].value == "1800-01-01 00:00:00"
    assert sheet["B2"].value == "inf"


def test_a_sheet_of_sources_stands_beside_the_data(points_layer: Layer, tmp_path: Path) -> None:
    write_xlsx(points_layer, tmp_path / "a.xlsx")
    table = read(tmp_path, SOURCES_SHEET)
    assert table.iloc[:, 1].str.contains("CC BY 4.0", regex=False).any()
    assert table.iloc[:, 1].str.contains("office_2024", regex=False).any()


def test_outlines_longer_than_a_cell_are_left_out_and_told(points_layer: Layer, tmp_path: Path) -> None:
    frame = points_layer.frame.head(1).set_geometry([shapely.Point(106.5, 29.5).buffer(0.1, 1000)], crs=4326)
    notes = write_xlsx(Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.xlsx")
    assert "1 outlines" in notes[0].en
    assert read(tmp_path, DATA_SHEET)["wkt"].isna().all()


def test_more_than_a_sheet_holds_is_refused(
    points_layer: Layer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    with pytest.raises(DataFormatError, match="5 rows"):
        write_xlsx(points_layer, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_cell_that_became_something_else_stops_the_export(
    points_layer: Layer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trusting(sheet: object, text: str) -> object:
        return openpyxl.cell.WriteOnlyCell(sheet, value=text)

    monkeypatch.setattr(xlsx, "_text_cell", trusting)
    frame = pd.DataFrame({"a": ["=1+1"]})
    with pytest.raises(WriteError, match="row 2"):
        write_xlsx(Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_plain_tables_become_sheets_and_no_text_becomes_a_formula() -> None:
    frame = pd.DataFrame(
        {
            "园区": ["=1+1", "@x", "甲"],
            "value": [1.5, float("nan"), 3.0],
            "list": [("a", "b"), (), (("p", 0.5),)],
        },
        index=pd.Index(["k1", "k2", "k3"], name="id"),
    )
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx_bytes({"一": frame, "二": pd.DataFrame(columns=["a"])})))
    assert book.sheetnames == ["一", "二"]
    rows = list(book["一"].iter_rows(values_only=True))
    assert rows[0] == ("id", "园区", "value", "list")
    assert rows[1] == ("k1", "=1+1", 1.5, "a;b")
    assert rows[2][2] is None
    assert rows[3][3] == '["p", 0.5]'
    assert {cell.data_type for row in book["一"].iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert [[cell.value for cell in row] for row in book["二"].iter_rows()] == [["a"]]
