"""Facts that own sites are placed among, and a small layer of invented parcels."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.embedded import table
from layout.sites.user_model import Facts, OwnSites, Said
from layout.sites.user_sites import own_sites
from layout.workflow.desk.ground import ground

Layer = Callable[..., OwnSites]


@pytest.fixture(scope="session")
def facts() -> Facts:
    return Facts(table("parks"), table("districts"), table("clusters"), ground(), {})


@pytest.fixture
def layer(facts: Facts) -> Layer:
    """Return a function that makes own sites of shapes and columns, rows counted from 1."""

    def make(
        *shapes: object, said: Said | None = None, among: Facts | None = None, **columns: list[object]
    ) -> OwnSites:
        frame = pd.DataFrame(columns, index=pd.RangeIndex(1, len(shapes) + 1))
        array = np.empty(len(shapes), dtype=object)
        array[:] = shapes
        return own_sites(frame, array, facts=among or facts, said=said or Said("parcels.geojson"))

    return make


@pytest.fixture
def square() -> Callable[[float, float, float], shapely.Polygon]:
    """Return a function that makes a square parcel from its south-west corner and its side in degrees."""
    return lambda lon, lat, side=0.01: shapely.box(lon, lat, lon + side, lat + side)
