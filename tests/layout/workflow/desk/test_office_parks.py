from pathlib import Path

import pytest

from geodata.embedded import table
from geodata.workspace import Workspace
from layout.errors import OwnSiteError
from layout.workflow.desk.office_parks import attributes_of, office_outlines, office_parks_over
from layout.workflow.sites.user_parks import matched_parks
from tests.layout.workflow.own_cases import kept, two_parks


def test_outlines_are_of_parks_of_the_table_in_use(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    frame, _ = matched_parks(two_parks(), origin="a")
    workspace.add_layer(kept(frame, "parks"))
    assert set(office_outlines(workspace, table("parks"))) == {"cq_htz"}
    assert len(office_outlines(workspace, office_parks_over(table("parks"), frame))) == 2
    assert office_outlines(None, table("parks")) == {}
    assert office_outlines(Workspace.create(tmp_path / "v"), table("parks")) == {}


def test_a_layer_without_its_match_is_refused() -> None:
    with pytest.raises(OwnSiteError, match="no column park_id"):
        office_parks_over(table("parks"), two_parks())


def test_attributes_are_a_plain_table() -> None:
    attributes = attributes_of(two_parks())
    assert list(attributes.columns) == ["园区名称", "可供地(公顷)"]
    assert attributes_of(attributes) is attributes
