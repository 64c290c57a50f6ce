import io

import numpy as np
from PIL import Image, ImageColor

from layout.entities.document import Plot
from layout.report.curves import BLUE, HEIGHT, ORANGE, WIDTH, shapes
from layout.report.picture import SCALE, plot_png


def test_dots_and_line_are_where_the_svg_has_them() -> None:
    plot = Plot("x", np.array([0.0, 4, 10]), np.array([0.0, 0.4, 1]), lambda xs: np.clip(xs / 10, 0, 1))
    image = Image.open(io.BytesIO(plot_png(plot))).convert("RGB")
    assert image.size == (WIDTH * SCALE, HEIGHT * SCALE)
    found = shapes(plot)
    for x, y in found.dots:
        assert image.getpixel((round(x * SCALE), round(y * SCALE))) == ImageColor.getrgb(ORANGE)
    x, y = found.line[90]
    assert image.getpixel((round(x * SCALE), round(y * SCALE))) == ImageColor.getrgb(BLUE)
    assert image.getpixel((WIDTH * SCALE - 1, 0)) == (255, 255, 255)


def test_plot_without_a_line() -> None:
    plot = Plot("x", np.array([3.0]), np.array([1.0]))
    assert Image.open(io.BytesIO(plot_png(plot))).format == "PNG"
