from pathlib import Path

import pytest

from geodata.embedded import table
from geodata.workspace import Workspace
from layout.errors import OwnSiteError
from layout.workflow.desk.office_parks import office_parks_over
from layout.workflow.intake.importing import ROLES, Order, import_file
from layout.workflow.intake.user_roles import ParksRole
from layout.workflow.sites.user_parks import matched_parks
from tests.layout.workflow.own_cases import two_parks


def test_the_match_is_told_and_kept_with_the_layer(tmp_path: Path) -> None:
    assert isinstance(ROLES["parks"], ParksRole)
    workspace = Workspace.create(tmp_path / "w")
    two_parks().to_file(tmp_path / "parks.gpkg")
    done = import_file(tmp_path / "parks.gpkg", Order("parks"), workspace=workspace)
    assert done.version is not None
    said = " ".join(note.en for note in done.version.notes)
    assert "1 of 2 parks were matched" in said
    assert "1 parks are not in the table and were added: 新园" in said
    frame = workspace.load("parks").frame
    assert frame["park_id"].iloc[0] == "cq_htz"
    laid = office_parks_over(table("parks"), frame)
    assert len(laid) == len(table("parks")) + 1
    assert laid.set_index("park_id").loc["cq_htz", "measured_area_ha"] == pytest.approx(2689, abs=1)


def test_the_file_may_name_the_park_by_an_id_of_its_own() -> None:
    frame, _ = matched_parks(two_parks().assign(park_id=["cq_htz", "my_new"]), origin="a")
    assert list(frame["park_id"]) == ["cq_htz", "my_new"]


def test_nothing_is_kept_of_a_file_that_could_not_be_laid_over(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    two_parks().assign(级别="顶级").to_file(tmp_path / "p.gpkg")
    with pytest.raises(OwnSiteError, match="顶级"):
        import_file(tmp_path / "p.gpkg", Order("parks"), workspace=workspace)
    assert workspace.items() == ()


def test_short_and_near_names_are_matched_or_told() -> None:
    given = two_parks().assign(园区名称=["璧山高新区", "重庆同兴工业园"])
    frame, told = matched_parks(given, origin="a")
    said = " ".join(note.zh for note in told)
    known = set(table("parks")["park_id"])
    for park_id, name in zip(frame["park_id"], given["园区名称"], strict=True):
        assert park_id in known or f"“{name}”已作为新园区加入" in said
