import numpy as np
import pytest

from geodata.crs import geodesic_area_km2
from layout.suitability.locate import RegionsWanted
from layout.ui.suit_areas_view import areas_frame
from layout.ui.suit_shown import Source
from layout.workflow.regions import RegionsResult, Size, find_regions
from layout.workflow.suitability import run_suitability


@pytest.fixture(scope="module")
def found(study_source: Source, tmp_path_factory: pytest.TempPathFactory) -> RegionsResult:
    out = tmp_path_factory.mktemp("areas") / "run"
    run_suitability(study_source.case, study_source.folder, out=out)
    return find_regions(out / "suitability.tif", Size(area_ha=20), question=RegionsWanted(cells=1, count=3))


def test_areas_carry_their_figures_and_a_name_of_their_shape(found: RegionsResult) -> None:
    frame = areas_frame(found)
    assert len(frame) == 3
    assert np.allclose(frame["area_ha"], geodesic_area_km2(frame.geometry) * 100, atol=1e-3)
    assert np.allclose(frame["mean_score"] * frame["cells"], frame["sum_score"], rtol=1e-3)
    assert [name[:4] for name in frame["area_id"]] == ["S01-", "S02-", "S03-"]
    assert frame["area_id"].is_unique
    assert areas_frame(found)["area_id"].tolist() == frame["area_id"].tolist()
