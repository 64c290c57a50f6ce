"""The reference job of the suitability engine: one description that all contenders compute."""

CELL = 30.0
COLS, ROWS = 15_700, 15_000
"""The bounding box of the municipality at 30 m."""
NODATA = 65_535
SCALE = 10_000
LEAST_SCORE = 6_000
MIN_CELLS = 223
"""20 ha are 222.2 cells."""

MAX_SLOPE_PCT = 25.0
WATER = (80, 90)
SETBACKS_M = {"rivers": 1000.0, "rail": 100.0}
SLOPE = ([0.0, 8.0, 25.0], [1.0, 0.8, 0.0])
ELEVATION = ([200.0, 400.0, 1200.0], [0.8, 1.0, 0.0])
CLASSES = {10: 0.2, 20: 0.6, 30: 0.9, 40: 0.7, 50: 1.0, 60: 1.0, 80: 0.0, 90: 0.0}
DISTANCES: dict[str, tuple[list[float], list[float]]] = {
    "roads": ([0.0, 500.0, 5000.0], [0.9, 1.0, 0.0]),
    "rail": ([0.0, 1000.0, 20000.0], [0.5, 1.0, 0.0]),
    "rivers": ([1000.0, 3000.0, 15000.0], [0.6, 1.0, 0.2]),
    "towns": ([0.0, 2000.0, 15000.0], [0.3, 1.0, 0.0]),
    "nodes": ([0.0, 5000.0, 30000.0], [1.0, 0.8, 0.0]),
}
WEIGHTS = {
    "slope": 3.0,
    "elevation": 1.0,
    "landcover": 2.0,
    "roads": 2.0,
    "rail": 1.0,
    "rivers": 1.0,
    "towns": 1.0,
    "nodes": 2.0,
}


def share(name: str) -> float:
    """Return a weight divided by the sum of all."""
    return WEIGHTS[name] / sum(WEIGHTS.values())
