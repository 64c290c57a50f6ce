import numpy as np

from geodata.convert.around_loops import add_around


def test_a_point_draws_the_cells_whose_centres_are_within_reach() -> None:
    sums = np.zeros((5, 7))
    add_around(np.array([[3.5, 2.5, 8.0]]), (1.0, 0.5, 2.0), 1.0, sums, row0=0, col0=0)
    expected = np.zeros((5, 7))
    expected[2, 3] = 8.0 / (0.5 * 2.0)
    for row, col in ((1, 3), (3, 3), (2, 2), (2, 4)):
        expected[row, col] = 8.0 / 2.0
    assert np.array_equal(sums, expected)


def test_a_window_elsewhere_in_the_lattice_sees_its_own_part() -> None:
    whole, part = np.zeros((9, 9)), np.zeros((4, 5))
    places = np.array([[2.2, 3.9, 1.0], [7.7, 7.1, 3.0]])
    add_around(places, (3.0, 0.1, 30.0), 2.0, whole, row0=0, col0=0)
    add_around(places, (3.0, 0.1, 30.0), 2.0, part, row0=3, col0=4)
    assert np.array_equal(part, whole[3:7, 4:9])
    assert part.any()
