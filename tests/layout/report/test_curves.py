import re
import xml.etree.ElementTree as ET

import numpy as np

from layout.report.curves import HEIGHT, WIDTH, value_plot


def test_dots_and_line_lie_inside_and_the_picture_is_well_formed() -> None:
    raw = np.array([0.0, 5, 10])
    made = value_plot(raw, raw / 10, label="slope <%>", curve=lambda xs: np.clip(xs / 10, 0, 1))
    ET.fromstring(made)  # noqa: S314 - our own text, parsed to see that it is well formed
    assert made.count("<circle") == 3
    places = re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', made)
    points = re.search(r'points="([^"]+)"', made)
    assert points is not None
    places += [tuple(pair.split(",")) for pair in points.group(1).split()]
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in places)
    assert "slope &lt;%&gt;" in made


def test_higher_values_are_drawn_higher() -> None:
    made = value_plot(np.array([1.0, 2]), np.array([0.2, 0.9]), label="x")
    low, high = (float(y) for y in re.findall(r'cy="([\d.]+)"', made))
    assert high < low
    assert "polyline" not in made


def test_one_value_for_all_is_drawn_too() -> None:
    assert value_plot(np.array([3.0, 3]), np.array([1.0, 1]), label="x").count("<circle") == 2
