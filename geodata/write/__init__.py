"""Layers, frames and values into files of every format; written whole or not at all."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.write.atomic import write_file as write_file
    from geodata.write.atomic import write_files as write_files
    from geodata.write.cog import Raster as Raster
    from geodata.write.cog import write_cog as write_cog
    from geodata.write.csv import to_csv_bytes as to_csv_bytes
    from geodata.write.formats import WRITERS as WRITERS
    from geodata.write.formats import write_layer as write_layer
    from geodata.write.geojson import to_geojson_bytes as to_geojson_bytes
    from geodata.write.geopackage import write_geopackage as write_geopackage
    from geodata.write.geopackage import write_geopackage_layers as write_geopackage_layers
    from geodata.write.manifest import to_json_bytes as to_json_bytes
    from geodata.write.qgis_style import LayerStyle as LayerStyle
    from geodata.write.qgis_style import StyleClass as StyleClass
    from geodata.write.tables import to_xlsx_bytes as to_xlsx_bytes
    from geodata.write.values import json_value as json_value
    from geodata.write.workbook import workbook_bytes as workbook_bytes

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "atomic": ["write_file", "write_files"],
        "cog": ["Raster", "write_cog"],
        "csv": ["to_csv_bytes"],
        "formats": ["WRITERS", "write_layer"],
        "geojson": ["to_geojson_bytes"],
        "geopackage": ["write_geopackage", "write_geopackage_layers"],
        "manifest": ["to_json_bytes"],
        "qgis_style": ["LayerStyle", "StyleClass"],
        "values": ["json_value"],
        "tables": ["to_xlsx_bytes"],
    },
)
