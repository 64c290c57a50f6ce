from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.ui.kept.server_rasters import offered_rasters
from layout.ui.suitability import build as suit_build
from layout.ui.suitability.build import offered_layers
from layout.workflow.suitability.preview import open_preview

TEXT = Bilingual(en="Farmland of the office", zh="本局基本农田")
ORIGIN = Provenance("internal", TEXT, "2026", (), "", TEXT)


@pytest.fixture
def office(own_workspace: Path) -> Path:
    block = shapely.box(106.55, 29.7, 106.65, 29.8)
    frame = gpd.GeoDataFrame({"kind": ["x"]}, geometry=[block], crs=4326)
    Workspace.create(own_workspace).add_layer(Layer("farmland", TEXT, frame, ORIGIN))
    return own_workspace


def test_what_the_office_has_is_offered(office: Path, study_folder: Path) -> None:
    assert offered_layers("zh") == {"farmland": "本局基本农田"}
    assert offered_rasters() == {}
    (office / "rasters").mkdir()
    for name in ("dem.tif", "study.toml"):
        (office / "rasters" / name).write_bytes((study_folder / name).read_bytes())
    assert list(offered_rasters()) == ["dem.tif"]


def test_the_study_uses_the_layers_chosen_and_no_others(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.is_dir()
    kept: dict[str, object] = {}
    monkeypatch.setattr(suit_build, "recall", lambda name, default=None: kept.get(name, default))
    monkeypatch.setattr(suit_build, "remember", kept.__setitem__)
    used = dict.fromkeys(suit_build.SLOTS, suit_build.NONE) | {"basic_farmland": "farmland"}
    place = {"districts": ["500112"], "cell": 200}
    source = suit_build._source(place, used, [])
    assert suit_build._source(place, used, []).folder == source.folder
    found = open_preview(source.case, source.folder)
    assert [rule.id for rule in found.rules] == ["pbf_exclusion"]
    assert len(found.not_evaluated) == len(source.case.rules) - 1
    assert found.case.layers["basic_farmland"].source.startswith("farmland v1")
    assert 0 < found.outcome.excluded < found.outcome.area
