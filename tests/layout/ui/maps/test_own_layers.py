import json
from pathlib import Path

import pytest

from layout.config import build_case, case_data
from layout.config.case import Case
from layout.ui.kept.runs import UnknownRunError, run_case
from layout.ui.maps.own_layers import kept_frame, kept_sites, run_frame
from layout.ui.maps.payloads import payload_bytes
from layout.ui.sites.candidates_view import own_digest
from tests.layout.ui.own_layer import NAME, fill


def both(case: Case) -> Case:
    data = case_data(case)
    data["candidates"]["layer"] = "parks+sites"
    return build_case(data, origin="test")


def test_without_own_sites_there_is_nothing_to_draw() -> None:
    assert kept_sites() is None
    assert len(kept_frame()) == 0
    assert own_digest() == "none"


def test_parcels_keep_their_shape_and_points_become_a_mark(own_workspace: Path) -> None:
    fill(own_workspace)
    frame = kept_frame()
    assert next(iter(frame["name_zh"])) == NAME
    assert set(frame.geom_type) == {"Polygon"}
    assert frame.geometry.iloc[1].bounds == pytest.approx((106.497, 29.497, 106.503, 29.503))
    assert list(frame["land_ha"])[1] == 40.0


def test_the_map_fetches_them_by_a_url_that_changes_with_them(own_workspace: Path) -> None:
    fill(own_workspace)
    found = json.loads(payload_bytes("own_sites", {"lang": "zh", "state": own_digest()}))
    assert next(one["properties"]["name"] for one in found["features"]) == NAME
    assert own_digest() != "none"


def test_a_run_draws_its_own_sites_beside_the_ranks(own_workspace: Path, case: Case) -> None:
    parks = run_case(case)
    assert len(run_frame(parks.token)) == 0
    fill(own_workspace)
    run = run_case(both(case))
    frame = run_frame(run.token)
    assert list(frame["site_id"]) == list(run.result.sites.index[-2:])
    found = json.loads(payload_bytes("parcels", {"lang": "en", "run": run.token}))
    assert len(found["features"]) == 2
    with pytest.raises(UnknownRunError):
        run_frame("0" * 20)
