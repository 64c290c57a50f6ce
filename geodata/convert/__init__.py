"""Arrays, frames and shapes in memory, turned into others: distances, masks, polygons, zonal statistics."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.convert.distance import Nearest as Nearest
    from geodata.convert.distance import geodesic_distance_km as geodesic_distance_km
    from geodata.convert.distance import nearest as nearest
    from geodata.convert.masks import edge_mask as edge_mask
    from geodata.convert.masks import near_mask as near_mask
    from geodata.convert.polygonize import mask_polygon as mask_polygon
    from geodata.convert.shapes import FlatShapes as FlatShapes
    from geodata.convert.shapes import flat_shapes as flat_shapes
    from geodata.convert.zonal import zonal_statistics as zonal_statistics

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "distance": ["Nearest", "geodesic_distance_km", "nearest"],
        "masks": ["edge_mask", "near_mask"],
        "polygonize": ["mask_polygon"],
        "shapes": ["FlatShapes", "flat_shapes"],
        "zonal": ["zonal_statistics"],
    },
)
