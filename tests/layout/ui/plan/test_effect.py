import pytest

from layout.ui.plan.effect import effect_frame, phase_frame, room_frame
from layout.ui.plan.result import dossier_of
from tests.layout.ui.plan_runs_made import plain_plan


def test_effect_has_the_scopes_that_take_projects() -> None:
    dossier = dossier_of(plain_plan())
    assert dossier.report is not None
    frame = effect_frame(dossier, dossier.report, kind="park").set_index("name_en")
    assert frame.loc["K1", "before"] == 50.0
    assert frame["before"].isna().sum() == (frame.index == "K2").sum()
    assert len(effect_frame(dossier, dossier.report, kind="city")) == 1


def test_phases_add_up_to_the_land_of_the_plan() -> None:
    dossier = dossier_of(plain_plan())
    assert dossier.report is not None
    frame = phase_frame(dossier, dossier.report)
    city = next(effect for effect in dossier.report.scopes if effect.scope.kind == "city")
    assert frame["land_ha"].sum() == pytest.approx(city.land_ha)
    assert frame["projects"].sum() == city.projects
    assert set(frame["year"]) <= {"2025", "2027"}


def test_room_is_never_below_what_is_taken() -> None:
    dossier = dossier_of(plain_plan())
    assert dossier.report is not None
    for row in room_frame(dossier, dossier.report, language="en").itertuples(index=False):
        _, first, first_room, last, last_room = row
        assert first <= first_room
        assert first <= last <= last_room
