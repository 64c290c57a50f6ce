"""What the tests of criteria share: a small frame of sites, and the names of two clusters."""

from collections.abc import Callable

import pandas as pd
import pytest

from geodata.text import Bilingual

Frame = Callable[..., pd.DataFrame]

DEFAULTS: dict[str, object] = {
    "park_id": "a",
    "name_en": "Park",
    "name_zh": "园区",
    "parent_park_id": "",
    "approved_area_ha": 100.0,
    "cluster_ids": (),
    "leading_industries_zh": (),
    "leading_industries_en": (),
    "zone_ids": (),
    "lon": 106.5,
    "lat": 29.5,
    "position_precision_m": 1000.0,
    "source_ids": ("seed_002",),
}


@pytest.fixture
def frame() -> Frame:
    """Return a maker of park frames: one mapping a park, what is not given is filled in; index site_id."""

    def make(*parks: dict[str, object]) -> pd.DataFrame:
        rows = [{**DEFAULTS, **park} for park in parks]
        table = pd.DataFrame(rows)
        for column in ("approved_area_ha", "lon", "lat", "position_precision_m"):
            table[column] = table[column].astype(float)
        return table.set_index(pd.Index(list(table["park_id"]), name="site_id", dtype=object))

    return make


@pytest.fixture
def cluster_names() -> dict[str, Bilingual]:
    """Return names for the clusters that the tests use."""
    return {key: Bilingual(en=key.upper(), zh=f"集群{key}") for key in ("icnev", "storage", "food")}
