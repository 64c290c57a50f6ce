from pathlib import Path

import pytest

from layout.cli.landuse.template import KINDS
from layout.cli.main import run
from layout.workflow.landuse.office_tables import TABLE_KINDS
from layout.workflow.landuse.office_templates import template_bytes


def test_every_kind_of_table_has_a_template(tmp_path: Path) -> None:
    assert KINDS == TABLE_KINDS
    for kind in TABLE_KINDS:
        out = tmp_path / f"{kind}.csv"
        assert run(["landuse", "template", kind, "--out", str(out)]) == 0
        assert out.read_bytes() == template_bytes(kind)
        book = tmp_path / f"{kind}.XLSX"
        assert run(["landuse", "template", kind, "--out", str(book)]) == 0
        assert book.read_bytes().startswith(b"PK")


def test_an_unknown_kind_is_wrong_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "template", "clouds", "--out", str(tmp_path / "x.csv")]) == 2
    assert "parks | firms" in capsys.readouterr().err
