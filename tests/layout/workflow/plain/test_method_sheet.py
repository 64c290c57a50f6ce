from pathlib import Path

import pytest

from layout.resources import bundle_folder
from layout.workflow.plain import method_sheet
from layout.workflow.plain.method_sheet import sheet_content

PLAIN = bundle_folder() / "cases" / "plain"


def test_run_certificate_checksums_and_versions_are_gathered() -> None:
    found = sheet_content(PLAIN / "sites.csv", PLAIN / "sites.toml")
    assert found.title == "sites"
    assert found.raw.shape == (8, 6)
    assert found.certificate is not None
    assert set(found.inputs) == {"sites.csv", "sites.toml"}
    assert found.environment["Python"]


def test_very_many_have_no_certificate_and_categories_no_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(method_sheet, "CERTIFIED_AT_MOST", 1)
    (tmp_path / "t.csv").write_text("n,a,rail\nx,1,yes\ny,2,no\n", encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        '[weights]\nmethod = "equal"\n[criteria.a]\nobjective = "max"\n'
        '[criteria.rail.value]\nkind = "category"\nlevels = { yes = 1, no = 0 }\n',
        encoding="utf-8",
    )
    found = sheet_content(tmp_path / "t.csv", tmp_path / "s.toml")
    assert found.certificate is None
    assert list(found.raw) == ["a"]
