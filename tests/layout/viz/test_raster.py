import numpy as np
import pytest

from geodata.text import Bilingual
from layout.viz.picture import class_png
from layout.viz.raster import WORLDCOVER, class_name, raster_look, raster_style

TITLE = Bilingual(en="DEM", zh="高程")


def test_quantities_fall_into_steps_of_equal_share() -> None:
    values = np.arange(8000, dtype=np.float32).reshape(80, 100)
    values[0, 0] = np.nan
    look = raster_look(values, classes=None)
    drawn = look.drawn(values)
    assert drawn[0, 0] == 0
    assert np.bincount(drawn.ravel())[1:].tolist() == pytest.approx([1000] * 8, abs=30)
    assert class_png(drawn, look.picture).startswith(b"\x89PNG")
    style = raster_style(look, TITLE, unit="m", note=TITLE)
    labels = [one["label"]["en"] for one in style["classes"]]
    assert len(labels) == 8
    assert labels[0].startswith("<")
    assert style["unit"]["en"] == "m"


def test_classes_have_their_own_colours_and_names() -> None:
    values = np.array([[10, 80, 80, np.nan]], np.float32)
    look = raster_look(values, classes={"80": 2, "10": 1})
    assert look.drawn(values).tolist() == [[1, 2, 2, 0]]
    assert look.colours == (WORLDCOVER[10], WORLDCOVER[80])
    assert raster_style(look, TITLE, unit="m", note=TITLE)["classes"][1]["label"]["zh"] == "80 水域"
    assert class_name(7, (7, 10)).en == "7"
    assert look.drawn(np.array([[20.0]], np.float32)).tolist() == [[0]]


@pytest.mark.parametrize("values", [np.full((3, 3), 5.0), np.full((3, 3), np.nan)])
def test_one_value_and_none_are_drawn_too(values: np.ndarray) -> None:
    single = values.astype(np.float32)
    look = raster_look(single, classes=None)
    assert set(look.drawn(single).ravel().tolist()) == {0 if np.isnan(values).all() else 1}
    assert raster_style(look, TITLE, unit="", note=TITLE)["classes"]
