import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely

from geodata.embedded import table
from geodata.errors import DataFormatError, UnknownLayerError
from geodata.grid import Grid
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.suitability.program import ShapesWanted
from layout.workflow.suitability.study_shapes import ShapeSource, catalogue_shapes, moved

GRID = Grid("EPSG:4545", 0.0, 0.0, 100.0, 10, 10)


def test_shapes_of_the_catalogue_are_those_of_the_facts() -> None:
    shapes = catalogue_shapes(
        "infrastructure", into="EPSG:4545", where={"kind": ["airport"], "status": ["operating"]}
    )
    facts = table("infrastructure")
    airports = facts[(facts["kind"] == "airport") & (facts["status"] == "operating")].dropna(subset=["lon"])
    x, y = pyproj.Transformer.from_crs(4326, 4545, always_xy=True).transform(airports["lon"], airports["lat"])
    assert np.allclose(shapely.get_coordinates(shapes), np.column_stack([x, y]), atol=1e-3)


def test_a_dataset_without_shapes_or_a_filter_that_nothing_meets_is_refused() -> None:
    with pytest.raises(CaseError, match="targets has no geometry"):
        catalogue_shapes("targets", into="EPSG:4545", where={})
    with pytest.raises(DataFormatError, match="infrastructure"):
        catalogue_shapes("infrastructure", into="EPSG:4545", where={"kind": ["spaceport"]})
    with pytest.raises(UnknownLayerError):
        catalogue_shapes("nowhere", into="EPSG:4545", where={})


def test_a_layer_is_read_once_for_all_radii(study_text: str) -> None:

    case = SuitabilityCase.model_validate(tomllib.loads(study_text))
    asked: list[Path] = []

    def read(path: Path, **more: Any) -> np.ndarray[Any, Any]:  # noqa: ANN401 - as the protocol has it
        asked.append(path)
        assert more["where"] == {"kind": ("river",)}
        return np.array([shapely.Point(50, -50)], dtype=object)

    source = ShapeSource(case, Path("home"), GRID, read)
    for radius in (0.0, 1000.0, 3000.0):
        flat = source.flat(ShapesWanted("rivers", (("kind", ("river",)),), radius))
        assert flat.points.tolist() == [[0.5, 0.5]]
    assert asked == [Path("home/rivers.gpkg")]


def test_moving_keeps_the_order_of_axes() -> None:
    (point,) = moved(np.array([shapely.Point(108.0, 30.0)], dtype=object), "EPSG:4545")
    assert point.x == pytest.approx(500_000, abs=1e-3)
    assert point.y == pytest.approx(3_320_113.4, abs=1)
