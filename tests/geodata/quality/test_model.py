from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely

from geodata.quality.model import RawLayer, Reading, Stop, joined
from geodata.quality.options import Limits


def test_rows_are_numbered_from_one_and_kept_numbers_stay(layer: Callable[..., RawLayer]) -> None:
    found = layer([shapely.Point(0, 0), None, shapely.Point(1, 1)], name=["a", "b", "c"])
    assert found.rows == 3
    assert found.numbers_of([False, True, True]) == [2, 3]
    found.keep(np.array([True, False, True]))
    assert list(found.numbers) == [1, 3]
    assert found.columns == {"name": ["a", "c"]}


def test_a_table_counts_its_cells(layer: Callable[..., RawLayer]) -> None:
    assert layer(None, a=[1, 2]).rows == 2
    assert layer(None).rows == 0


def test_a_note_cannot_end_the_reading(reading: Reading) -> None:
    assert isinstance(reading.stop("empty-file"), Stop)
    with pytest.raises(ValueError, match="does not end"):
        reading.stop("heights", count=1)


def test_layers_to_choose_from_are_offered(reading: Reading) -> None:
    reading.which_layer(["a", "b"])
    assert reading.findings[0].choices == ("a", "b")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(features=1), "too-many-features"),
        (Limits(vertices=3), "too-many-vertices"),
        (Limits(fields=0), "too-many-fields"),
    ],
)
def test_limits_on_the_layer(
    layer: Callable[..., RawLayer], tmp_path: Path, limits: Limits, code: str
) -> None:
    reading = Reading(tmp_path / "x", "x", tmp_path, limits=limits)
    with pytest.raises(Stop):
        reading.check_counts(layer([shapely.box(0, 0, 1, 1), shapely.Point(0, 0)], name=["a", "b"]))
    assert reading.findings[0].code == code


@pytest.mark.parametrize("kind", ["MultiPolygon", "GeometryCollection"])
def test_geometries_are_joined(kind: str) -> None:
    made = joined(kind, [shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)])
    assert made.geom_type == kind
    assert shapely.area(made) == 2.0
    assert joined(kind, []).is_empty
