import re
import xml.etree.ElementTree as ET

import numpy as np

from layout.entities.document import Plot
from layout.report.curves import HEIGHT, WIDTH, shapes, value_plot


def test_dots_and_line_lie_inside_and_the_picture_is_well_formed() -> None:
    raw = np.array([0.0, 5, 10])
    plot = Plot("slope <%>", raw, raw / 10, lambda xs: np.clip(xs / 10, 0, 1))
    made = value_plot(plot)
    ET.fromstring(made)  # noqa: S314 - our own text, parsed to see that it is well formed
    assert made.count("<circle") == 3
    places = re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', made)
    points = re.search(r'points="([^"]+)"', made)
    assert points is not None
    places += [tuple(pair.split(",")) for pair in points.group(1).split()]
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in places)
    assert "slope &lt;%&gt;" in made


def test_higher_values_are_drawn_higher() -> None:
    plot = Plot("x", np.array([1.0, 2]), np.array([0.2, 0.9]))
    low, high = (y for _, y in shapes(plot).dots)
    assert high < low
    assert "polyline" not in value_plot(plot)


def test_one_value_for_all_and_none_at_all_are_drawn_too() -> None:
    assert value_plot(Plot("x", np.array([3.0, 3]), np.array([1.0, 1]))).count("<circle") == 2
    assert "<circle" not in value_plot(Plot("x", np.array([]), np.array([])))
