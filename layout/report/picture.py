"""The plots of a document as PNG pictures, for files that take no SVG."""

import io

from layout.entities.document import Plot
from layout.report.curves import BLUE, EDGE, HEIGHT, ORANGE, WIDTH, shapes

SCALE = 4
"""Pixels of the picture for one of the plot: sharp on paper."""
GREY = "#555555"


def plot_png(plot: Plot) -> bytes:
    """Return a plot as PNG, WIDTH × HEIGHT times four; the caption stands below it in the document."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - Pillow is loaded only where a picture is drawn

    found = shapes(plot)
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=9 * SCALE)
    corner = (EDGE * SCALE, (HEIGHT - EDGE) * SCALE)
    draw.line([(corner[0], 8 * SCALE), corner, ((WIDTH - 8) * SCALE, corner[1])], fill=GREY, width=SCALE)
    if found.line:
        draw.line([(x * SCALE, y * SCALE) for x, y in found.line], fill=BLUE, width=int(1.5 * SCALE))
    for x, y in found.dots:
        draw.circle((x * SCALE, y * SCALE), 2.6 * SCALE, fill=ORANGE)
    for place, words in found.ends:
        draw.text((place * SCALE, (HEIGHT - 10) * SCALE), words, fill=GREY, font=font, anchor="ms")
    for place, words in found.levels:
        draw.text(((EDGE - 3) * SCALE, place * SCALE), words, fill=GREY, font=font, anchor="rm")
    with io.BytesIO() as stream:
        image.save(stream, format="PNG", optimize=True)
        return stream.getvalue()
