import io

import numpy as np
import pytest
from PIL import Image

from layout.viz.picture import class_png


def test_another_library_reads_the_same_picture() -> None:
    classes = np.random.default_rng(3).integers(0, 4, (37, 53)).astype(np.uint8)
    colours = [("#000000", 0.0), ("#ff8000", 0.5), ("#0072b2", 1.0), ("#dadada", 0.8)]
    image = Image.open(io.BytesIO(class_png(classes, colours))).convert("RGBA")
    pixels = np.asarray(image)
    assert pixels.shape == (37, 53, 4)
    table = np.array([[0, 0, 0, 0], [255, 128, 0, 128], [0, 114, 178, 255], [218, 218, 218, 204]])
    assert np.array_equal(pixels, table[classes])


def test_a_class_without_a_colour_is_our_fault() -> None:
    with pytest.raises(ValueError, match="2 colours for classes up to 2"):
        class_png(np.array([[2]], np.uint8), [("#000000", 1), ("#ffffff", 1)])
