import io

import openpyxl
import pytest

from geodata.errors import DataFormatError
from layout.landuse.quantities import FACTORS, QUANTITIES
from layout.workflow.landuse.office_tables import (
    DATA_SHEET,
    TABLE_KINDS,
    TableKind,
    office_cells,
    template_columns,
)
from layout.workflow.landuse.office_templates import (
    FORMATS,
    NOTE_COLUMNS,
    NOTES_SHEET,
    Format,
    column_notes,
    template_bytes,
)


@pytest.mark.parametrize("kind", TABLE_KINDS)
@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_template_is_no_table_and_says_so(kind: TableKind, form: Format) -> None:
    with pytest.raises(DataFormatError, match="no feature or row"):
        office_cells(template_bytes(kind, form), origin=f"template.{form}")


@pytest.mark.parametrize("kind", TABLE_KINDS)
def test_a_filled_template_reads_back_without_a_question(kind: TableKind) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes(kind, "xlsx")))
    assert book.sheetnames == [DATA_SHEET, NOTES_SHEET]
    columns = template_columns(kind)
    book[DATA_SHEET].append([f"text{place}" for place in range(len(columns))])
    packed = io.BytesIO()
    book.save(packed)
    cells = office_cells(packed.getvalue(), origin="filled.xlsx")
    assert tuple(cells.columns) == columns
    assert cells.loc[2].tolist() == [f"text{place}" for place in range(len(columns))]


def test_every_quantity_is_explained_with_its_unit() -> None:
    notes = column_notes("parks").set_index(NOTE_COLUMNS[0])
    explained = {name for name in QUANTITIES if any(column.startswith(f"{name}_") for column in notes.index)}
    assert explained == set(QUANTITIES)
    output = notes.loc["output_yi"]
    assert output["单位 unit"].startswith("亿元")
    for unit in set(FACTORS["money"]) - {"yi"}:
        assert f"output_{unit}" in output["单位 unit"]
    assert notes.loc["park_id", "必填 required"] == "是 yes"


def test_every_control_indicator_is_listed_with_its_units() -> None:
    notes = column_notes("controls").set_index(NOTE_COLUMNS[0])
    assert (
        "tax_per_land [yi_per_km2, wan_per_ha, wan_per_mu, cny_per_m2]"
        in notes.loc["indicator_id", "meaning"]
    )
