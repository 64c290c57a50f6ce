import pytest

from layout.ui.plan.firm import firmness_frame
from layout.ui.plan.result import dossier_of
from tests.layout.ui.plan_runs_made import studied_plan


def test_the_frame_of_the_chart_has_shares_that_add_up() -> None:
    frame = firmness_frame(dossier_of(studied_plan()))
    assert sorted(frame["project_id"]) == list("ABCD")
    assert (frame["stays"] + frame["elsewhere"] + frame["out"]).tolist() == pytest.approx([1.0] * 4)
