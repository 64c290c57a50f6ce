"""Derived layers as TOML: one model a kind, unknown keys refused, the same case after writing and reading."""

import pytest

from layout.config.derived_layer import KINDS, DerivedLayer
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import (
    build_suitability_case,
    dump_suitability_case,
    parse_suitability_case,
)
from layout.errors import CaseError, UnknownKeyError

HEAD = """schema_version = 1
title = {en = "a", zh = "甲"}
area = {bounds = [0, 0, 100, 100]}
grid = {crs = "EPSG:4545", resolution_m = 30}
[layers]
dem = {path = "dem.tif"}
roads = {path = "roads.gpkg"}
towns = {path = "towns.gpkg"}
"""
LAYERS = {
    "relief": ('of = "dem", radius_m = 500', 500.0),
    "slope": ('of = "dem", unit = "degrees", resampling = "bilinear"', 0.0),
    "density": ('of = "towns", radius_m = 5000', 5000.0),
    "gravity": ('of = "towns", mass = "people", reach_m = 30000, nearest_m = 500', 30_000.0),
    "travel_time": (
        'of = "roads", to = "towns", class = "highway", speeds_kmh = {motorway = 90, other = 30}, access_kmh = 15, reach_m = 900',
        900.0,
    ),
    "transfer": ('of = "towns", attribute = "value", where = {kind = ["a"], kv = {ge = 110}}', 0.0),
    "outlines": ('of = "dem", test = {ge = 3}, reach_m = 700', 700.0),
}


def case(kind: str, keys: str) -> SuitabilityCase:
    return parse_suitability_case(f'{HEAD}x = {{derive = "{kind}", {keys}}}', origin="c.toml")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_reads_writes_and_states_its_reach(kind: str) -> None:
    keys, reach = LAYERS[kind]
    made = case(kind, keys)
    layer = made.layers["x"]
    assert isinstance(layer, DerivedLayer)
    assert (layer.kind, layer.reach_m) == (kind, reach)
    assert (layer.path, layer.dataset) == (None, None)
    assert parse_suitability_case(dump_suitability_case(made), origin="c") == made
    assert build_suitability_case(made.model_dump(), origin="c") == made


def test_the_origin_names_what_it_is_computed_from() -> None:
    assert case("travel_time", LAYERS["travel_time"][0]).layers["x"].origin == "travel_time(roads, towns)"


WRONG = [
    ("outlines", 'of = "dem", reach_m = 5, test = {inside = true}', CaseError, "outlines of dem with inside"),
    (
        "transfer",
        'of = "towns", attribute = "v", where = {kv = {gte = 1}}',
        UnknownKeyError,
        r"kv\.gte; did you mean gt",
    ),
    ("transfer", 'of = "towns", attribute = "v", where = {kv = {}}', CaseError, r"where\.kv: found -"),
    (
        "relief",
        'of = "dem", radius = 5',
        UnknownKeyError,
        r"unknown key layers\.x\.radius; did you mean radius_m\?",
    ),
    (
        "relief",
        'of = "dem", radius_m = 0',
        CaseError,
        r"layers\.x\.radius_m: found 0, expected a number above 0",
    ),
    ("relief", "radius_m = 500", CaseError, r"layers\.x\.of is missing"),
    ("relief", 'of = "gone", radius_m = 500', CaseError, r"layers\.x: layer gone not found"),
    ("relief", 'of = "x", radius_m = 500', CaseError, r"layers\.x: layer x not found"),
    ("reliefs", 'of = "dem"', CaseError, r"layers\.x: .*derive = one of relief, slope, density"),
    ("slope", 'of = "dem", unit = "permille"', CaseError, r"layers\.x\.unit: found 'permille'"),
    (
        "gravity",
        'of = "towns", mass = "p", reach_m = 5, nearest_m = 1, power = -1',
        CaseError,
        "power: found -1",
    ),
    (
        "travel_time",
        LAYERS["travel_time"][0].replace("class", "klass"),
        UnknownKeyError,
        "did you mean class",
    ),
    (
        "travel_time",
        LAYERS["travel_time"][0].replace("= 90", "= -9"),
        CaseError,
        r"speeds_kmh\.motorway: found -9",
    ),
    (
        "travel_time",
        LAYERS["travel_time"][0].replace("towns", "roads"),
        CaseError,
        "travel_time of roads to roads",
    ),
]


@pytest.mark.parametrize(("kind", "keys", "error", "said"), WRONG)
def test_what_is_wrong_is_one_line(kind: str, keys: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said) as found:
        case(kind, keys)
    assert "\n" not in str(found.value)


def test_a_grid_cannot_align_to_a_derived_layer() -> None:
    text = HEAD.replace('{crs = "EPSG:4545", resolution_m = 30}', '{align_to = "x"}')
    with pytest.raises(CaseError, match=r"grid\.align_to: layer x not found"):
        parse_suitability_case(f'{text}x = {{derive = "relief", of = "dem", radius_m = 90}}', origin="c")
