"""The search behind the form: cells, and parcels out of a layer of the workspace."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.errors import CaseError
from layout.suitability.locate import RegionsWanted
from layout.ui.suitability.areas_ask import Asked, search
from layout.ui.suitability.shown import Source
from layout.workflow.regions.parcel_regions import ParcelsResult
from layout.workflow.regions.regions import RegionsResult
from layout.workflow.regions.terms import Size, Terms
from layout.workflow.suitability.run import run_suitability

WORDS = Bilingual(en="Parcels", zh="地块")


@pytest.fixture(scope="module")
def surface(study_source: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("asked") / "run"
    run_suitability(study_source.case, study_source.folder, out=out)
    return out / "suitability.tif"


def test_cells_are_searched_and_parcels_come_from_the_workspace(surface: Path, own_workspace: Path) -> None:
    asked = Asked(Size(total_ha=30, min_ha=5, max_ha=20), RegionsWanted(1, 3), Terms())
    found = search(surface, asked)
    assert isinstance(found, RegionsResult)
    assert sum(len(cells) for cells in found.found.regions) == 334
    boxes = [shapely.box(602_500 + 200 * n, 3_297_000, 602_700 + 200 * n, 3_297_300) for n in range(6)]
    frame = gpd.GeoDataFrame({"编号": list("abcdef")}, geometry=boxes, crs="EPSG:4544").to_crs(4326)
    origin = Provenance("-", WORDS, "", (), "", WORDS)
    Workspace.create(own_workspace).add_layer(Layer("parcels", WORDS, frame, origin))
    parcels = Asked(Size(area_ha=12), RegionsWanted(1, 1), Terms(), "parcels", 50.0)
    joined = search(surface, parcels)
    assert isinstance(joined, ParcelsResult)
    assert set(joined.names()[0]) <= set("abcdef")
    assert 12 <= joined.areas_ha()[0] <= 18


def test_a_layer_that_is_gone_is_told(surface: Path) -> None:
    with pytest.raises(CaseError, match="no layer of the workspace"):
        search(surface, Asked(Size(area_ha=12), RegionsWanted(1), Terms(), "gone"))
