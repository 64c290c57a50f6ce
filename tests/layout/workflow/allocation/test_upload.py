import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geodata.write import to_xlsx_bytes
from layout.errors import CaseError
from layout.workflow.allocation.allocate import options_of, run_assembled
from layout.workflow.allocation.problem import settle
from layout.workflow.allocation.templates import template_csv, template_workbook
from layout.workflow.allocation.upload import bundle_at, bundle_of, open_inputs
from tests.layout.workflow.allocation_cases import CASE, PARKS, PROJECTS, VALUES, write_case

TABLES = {"projects.csv": PROJECTS.encode(), "parks.csv": PARKS.encode(), "values.csv": VALUES.encode()}


def test_tables_alone_make_the_simplest_case_and_solve_as_the_case_does(tmp_path: Path) -> None:
    bundle = bundle_of(TABLES)
    assert bundle.case.allocation.objective == "value"
    run = run_assembled(
        bundle.case, settle(bundle.case, open_inputs(bundle)), options=options_of(bundle.case)
    )
    assert run.solution.levels[0].value == pytest.approx(2.2)
    assert bundle_at(write_case(tmp_path)).case.allocation == bundle.case.allocation


def test_a_workbook_with_sheets_is_the_same_as_its_tables() -> None:
    sheets = {name.removesuffix(".csv"): pd.read_csv(io.BytesIO(text)) for name, text in TABLES.items()}
    empty = pd.DataFrame(columns=["project_id", "park_id"])
    bundle = bundle_of({"own figures.xlsx": to_xlsx_bytes({**sheets, "existing": empty})})
    assert bundle.case.allocation.existing is None
    one, other = open_inputs(bundle), open_inputs(bundle_of(TABLES))
    assert [p.land_ha for p in one.projects] == [p.land_ha for p in other.projects]
    first, second = (settle(bundle.case, inputs).problem for inputs in (one, other))
    assert np.array_equal(first.amounts("land_ha"), second.amounts("land_ha"))
    assert first.value_of(0, 0) == second.value_of(0, 0) == 0.9


def test_excel_text_of_the_national_encoding_is_read() -> None:
    text = "project_id,name,land_ha,output_cny,cluster_id\nA,电池包,10,1000000000,icnev\n".encode("gb18030")
    bundle = bundle_of({"projects.csv": text, "parks.csv": PARKS.encode()})
    assert open_inputs(bundle).projects[0].name.zh == "电池包"
    assert bundle.case.allocation.objective == "output"


def test_the_templates_can_be_uploaded_as_they_are() -> None:
    workbook = bundle_of({"layout-plan.xlsx": template_workbook("zh")})
    assert [park.park_id for park in open_inputs(workbook).parks] == ["yongchuan_htz"]
    single = bundle_of({f"{name}.csv": template_csv(name) for name in ("projects", "parks", "values")})
    assert open_inputs(single).projects[0].land_ha == 20


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"projects.csv": PROJECTS.encode()}, "table parks is missing"),
        ({"plan.pdf": b"%PDF"}, "expected a case"),
        ({"projects.xlsx": b"no workbook", "parks.csv": PARKS.encode()}, "plain text"),
        ({"case.toml": CASE.encode(), "projects.csv": PROJECTS.encode()}, "the case names parks.csv"),
        ({"case.toml": CASE.encode() + b"colour = 1\n", **TABLES}, "unknown key"),
        ({"a.toml": CASE.encode(), "b.toml": CASE.encode(), **TABLES}, "several cases"),
        (
            {"case.toml": CASE.replace("projects.csv", "../projects.csv").encode(), **TABLES},
            "beside the case",
        ),
        ({"case.toml": b"\xff\xfe[allocation]", **TABLES}, "not UTF-8"),
        ({"projects.csv": PROJECTS.encode(), "projects.txt": PROJECTS.encode()}, "given twice"),
    ],
)
def test_what_cannot_be_used_is_named(files: dict[str, bytes], words: str) -> None:
    with pytest.raises(CaseError, match=words):
        open_inputs(bundle_of(files))


def test_files_of_equal_content_have_one_token() -> None:
    assert bundle_of(TABLES).token == bundle_of(dict(reversed(TABLES.items()))).token
    assert (
        bundle_of(TABLES).token != bundle_of({**TABLES, "parks.csv": b"park_id,available_ha\nK1,1\n"}).token
    )
