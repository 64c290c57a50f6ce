import hashlib
import json
import shutil
from pathlib import Path

from geodata.workspace import Workspace
from layout.workflow.intake.fetched_import import import_fetched

BOTH = {"en": "GLO-30", "zh": "哥白尼"}


def test_a_download_becomes_the_elevation_with_what_the_publisher_says(
    study_folder: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(study_folder / "dem.tif", tmp_path))
    sums = {"dem.tif": hashlib.sha256(path.read_bytes()).hexdigest()}
    record = {
        "title": BOTH,
        "attribution": BOTH,
        "note": BOTH,
        "licence": "free",
        "vintage": "2011-2015",
        "outputs_sha256": sums,
    }
    (tmp_path / "dem.provenance.json").write_text(json.dumps(record), encoding="utf-8")
    done = import_fetched(path, "dem", folder=tmp_path / "w")
    version = Workspace.open(tmp_path / "w").version("dem")
    assert done.version == version
    origin = version.provenance
    assert (version.title.zh, origin.attribution.zh, origin.vintage, origin.licence) == (
        "哥白尼",
        "哥白尼",
        "2011-2015",
        "free",
    )
    assert version.notes[-1].zh == "哥白尼"
    roads = Path(shutil.copy(study_folder / "rivers.gpkg", tmp_path / "osm-rivers.gpkg"))
    assert import_fetched(roads, "osm", folder=tmp_path / "w").version is not None
    assert [item.item_id for item in Workspace.open(tmp_path / "w").items()] == ["dem", "osm_rivers"]
