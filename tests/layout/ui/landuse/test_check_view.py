from pathlib import Path

import pytest

from layout.cli.main import run
from layout.config.landuse_cases import dump_landuse_case
from layout.ui.landuse.check_view import branch_names, brief_of, case_of, findings_html
from layout.workflow.landuse.project_findings import project_result

BLANK = dict.fromkeys(
    (
        "land_km2",
        "output_yi",
        "tax_yi",
        "investment_yi",
        "floor_area_km2",
        "covered_km2",
        "service_land_km2",
        "green_km2",
    )
)


def test_units_of_the_form_become_those_of_the_brief() -> None:
    brief = brief_of(
        BLANK | {"land_km2": 600.0, "output_yi": 30.0, "tax_yi": 12_000.0, "floor_area_km2": 440_000.0},
        adcode="500117",
        branch="36",
    )
    assert brief is not None
    assert brief.land_km2 == pytest.approx(0.4)
    assert (brief.output_yi, brief.tax_yi) == (30, pytest.approx(1.2))
    assert brief.floor_area_km2 == pytest.approx(0.44)
    assert brief.investment_yi is None
    assert "western_yu" in brief.zone_ids


def test_no_parcel_is_no_brief() -> None:
    assert brief_of(BLANK, adcode="", branch="") is None


def test_findings_tell_the_figure_that_would_pass_with_its_unit() -> None:
    brief = brief_of(BLANK | {"land_km2": 675.0, "output_yi": 30.0}, adcode="", branch="36")
    assert brief is not None
    html = findings_html(project_result(brief, target=75.0), "en")
    assert "at least 33.75 ×10⁸ CNY" in html
    assert "at most 31,500 m²" in html
    assert "fail" in html


def test_branches_have_their_names() -> None:
    assert branch_names("zh")["36"] == "36 专用设备制造业"
    assert branch_names("en")["36"] == "36 Special equipment"


def test_the_brief_is_a_case_that_the_command_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brief = brief_of(BLANK | {"land_km2": 600.0, "output_yi": 30.0}, adcode="500117", branch="36")
    assert brief is not None
    file = tmp_path / "project.toml"
    file.write_text(dump_landuse_case(case_of(brief, 75.0)), encoding="utf-8")
    assert run(["--lang", "en", "landuse", "check", str(file)]) == 0
    assert "40 ha = 600 mu" in capsys.readouterr().out
