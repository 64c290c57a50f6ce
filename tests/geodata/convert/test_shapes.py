import numpy as np
import pytest
import shapely

from geodata.convert.shapes import edge_distance, flat_shapes
from geodata.grid import Block, Grid

GRID = Grid("EPSG:4545", x0=0.0, y0=90.0, cell=30.0, rows=3, cols=3)


def test_every_type_is_taken_apart() -> None:
    square = shapely.box(0, 0, 60, 60)
    shapes = flat_shapes(
        [
            square,
            None,
            shapely.Point(),
            shapely.GeometryCollection(
                [shapely.Point(15, 75), shapely.MultiLineString([[(0, 90), (30, 60), (30, 30)]])]
            ),
            shapely.MultiPolygon([shapely.box(60, 60, 90, 90)]),
        ],
        GRID,
    )
    assert shapes.edges.shape == (8, 4)
    assert shapes.lines.tolist() == [[0, 0, 1, 1], [1, 1, 1, 2]]
    assert shapes.points.tolist() == [[0.5, 0.5]]
    assert not shapes.is_empty
    assert flat_shapes([None], GRID).is_empty


def test_rings_run_one_way_whatever_the_file_says() -> None:
    ring = shapely.box(0, 0, 60, 60)
    one, other = flat_shapes([ring], GRID), flat_shapes([ring.reverse()], GRID)
    area = [float(edge[0] * edge[3] - edge[2] * edge[1]) for edge in one.edges]
    turned = [float(edge[0] * edge[3] - edge[2] * edge[1]) for edge in other.edges]
    assert sum(area) == sum(turned) != 0


def test_windows_share_the_coordinates() -> None:
    shape = shapely.LineString([(1.1, 2.2), (77.7, 33.3)])
    window = GRID.window(Block(1, 2, 1, 1))
    assert np.array_equal(flat_shapes([shape], GRID).lines, flat_shapes([shape], window).lines)


def test_distance_to_the_edge_is_that_of_shapely() -> None:
    generator = np.random.default_rng(1)
    shape = [
        shapely.LineString(generator.uniform(0, 90, (4, 2))),
        shapely.Point(5, 5),
        shapely.box(40, 40, 60, 70),
    ]
    flat = flat_shapes(shape, GRID)
    edges = shapely.union_all([shape[0], shape[1], shape[2].boundary])
    for x, y in generator.uniform(-50, 150, (50, 2)):
        found = edge_distance(flat, col=x / 30, row=(90 - y) / 30) * 30
        assert found == pytest.approx(shapely.Point(x, y).distance(edges))


def test_no_shape_is_infinitely_far() -> None:
    assert edge_distance(flat_shapes([None], GRID), col=0.0, row=0.0) == float("inf")
