from pathlib import Path

import pytest

from layout.workflow.desk.park_outlines import has_park_layer, park_outline_frame
from tests.layout.workflow.office_parks import KNOWN, NEW_BOX, NEW_NAME, keep_parks


def test_without_a_workspace_there_is_no_outline() -> None:
    assert not has_park_layer()
    assert park_outline_frame().empty


def test_the_office_s_polygons_stand_by_park(own_workspace: Path) -> None:
    new = keep_parks(own_workspace)
    assert has_park_layer()
    frame = park_outline_frame().set_index("park_id")
    assert set(frame.index) == {KNOWN, new}
    assert frame.loc[new, "name_zh"] == NEW_NAME
    assert frame.geometry[new].bounds == pytest.approx(NEW_BOX)
