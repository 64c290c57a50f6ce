"""The outlines that the office's own sites and parks are placed among."""

from functools import cache

import numpy as np

from geodata.embedded import table
from geodata.sources.boundaries import read_districts
from layout.sites.user_places import Ground


@cache
def ground() -> Ground:
    """Return the outlines of the 38 units and the layout zones; shared, never changed."""
    districts = read_districts("38")
    shapes = np.asarray(districts.geometry, dtype=object)
    return Ground(tuple(districts["adcode"]), shapes, table("layout_zones"))
