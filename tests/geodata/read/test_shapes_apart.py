import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from geodata.errors import DataFormatError
from geodata.read.shapes_apart import read_shapes_apart
from geodata.read.shapes_file import read_shapes


@pytest.mark.parametrize(
    ("name", "where"), [("rivers.gpkg", {"kind": ["river"]}), ("roads.geojson", {"class": ["motorway"]})]
)
def test_the_shapes_are_those_read_in_this_process(
    study_folder: Path, name: str, where: dict[str, list[str]]
) -> None:
    apart = read_shapes_apart(study_folder / name, into="EPSG:4544", where=where)
    here = read_shapes(study_folder / name, into="EPSG:4544", where=where)
    assert len(apart) == len(here) == 1
    assert shapely.hausdorff_distance(apart[0], here[0]) < 1e-6
    assert np.allclose(shapely.bounds(apart), shapely.bounds(here))


def test_a_virtual_file_under_another_name_is_refused(tmp_path: Path) -> None:
    trap = tmp_path / "roads.geojson"
    trap.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
        encoding="utf-8",
    )
    with pytest.raises(DataFormatError, match=r"roads\.geojson"):
        read_shapes_apart(trap, into="EPSG:4544")


def test_a_link_to_a_crs_is_never_followed(tmp_path: Path) -> None:
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [106.5, 29.5]}}
    crs = {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs", "type": "proj4"}}
    path = tmp_path / "linked.geojson"
    content = {"type": "FeatureCollection", "crs": crs, "features": [point]}
    path.write_text(json.dumps(content), encoding="utf-8")
    try:
        shapes = read_shapes_apart(path, into="EPSG:4544")
    except DataFormatError as error:
        assert "linked.geojson" in error.message("en")  # noqa: PT017 - either answer is safe, a request is not
    else:
        assert len(shapes) == 1


def test_an_attribute_that_is_not_there_is_named(study_folder: Path) -> None:
    with pytest.raises(DataFormatError, match="level"):
        read_shapes_apart(study_folder / "rivers.gpkg", into="EPSG:4544", where={"level": [1]})
