from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from starlette.applications import Starlette

from layout.ui import server
from layout.ui.kept.raster_pictures import find_raster_picture, keep_raster_picture
from layout.viz.raster import raster_look


def test_a_picture_lies_where_its_cells_lie_and_is_served(get: Callable[..., Any]) -> None:
    values = np.arange(40, dtype=np.float32).reshape(4, 10)
    look = raster_look(values, classes=None)
    found = keep_raster_picture(values, "EPSG:4326", bounds=(106.0, 29.0, 107.0, 29.4), look=look)
    assert found.bounds == pytest.approx((106.0, 29.0, 107.0, 29.4), abs=0.1)  # of a pixel
    app = Starlette(routes=server.routes())
    answer = get(app, f"/{found.url}")
    assert answer.status == 200
    assert answer.body == find_raster_picture(found.token)
    assert (
        keep_raster_picture(values, "EPSG:4326", bounds=(106.0, 29.0, 107.0, 29.4), look=look).token
        == found.token
    )
    assert find_raster_picture("r0") is None
    assert get(app, "/raster/r0.png").status == 404
