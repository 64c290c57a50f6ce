"""Frames and values into files: GeoJSON, CSV, manifest; written whole or not at all."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.write.atomic import write_file as write_file
    from geodata.write.atomic import write_files as write_files
    from geodata.write.csv import to_csv_bytes as to_csv_bytes
    from geodata.write.geojson import to_geojson_bytes as to_geojson_bytes
    from geodata.write.manifest import to_json_bytes as to_json_bytes
    from geodata.write.values import json_value as json_value

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "atomic": ["write_file", "write_files"],
        "csv": ["to_csv_bytes"],
        "geojson": ["to_geojson_bytes"],
        "manifest": ["to_json_bytes"],
        "values": ["json_value"],
    },
)
