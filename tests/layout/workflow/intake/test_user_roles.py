from pathlib import Path

import pytest

from geodata.workspace import Workspace
from layout.errors import OwnSiteError
from layout.workflow.intake.importing import ROLES, Order, import_file
from layout.workflow.intake.user_roles import SitesRole
from tests.layout.workflow.own_cases import parcels


def test_a_file_of_parcels_is_kept_as_it_came_with_what_is_asked_for(tmp_path: Path) -> None:
    assert isinstance(ROLES["sites"], SitesRole)
    workspace = Workspace.create(tmp_path / "w")
    parcels().to_file(tmp_path / "p.gpkg")
    done = import_file(tmp_path / "p.gpkg", Order("sites"), workspace=workspace)
    assert done.version is not None
    assert done.version.item_id == "sites"
    frame = workspace.load("sites").frame
    assert list(frame["名称"]) == ["小地块", "大地块", "点"]
    assert any("asked for what cannot be computed" in note.en for note in done.version.notes)


def test_what_could_not_be_ranked_is_not_kept(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    parcels().assign(cluster_ids="nonsense").to_file(tmp_path / "p.geojson", driver="GeoJSON")
    with pytest.raises(OwnSiteError, match="nonsense"):
        import_file(tmp_path / "p.geojson", Order("sites"), workspace=workspace)
    assert workspace.items() == ()
