"""Arrays and frames in memory, turned into others: distances."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.convert.distance import Nearest as Nearest
    from geodata.convert.distance import geodesic_distance_km as geodesic_distance_km
    from geodata.convert.distance import nearest as nearest

__getattr__, __dir__, __all__ = lazy.attach(
    __name__, submod_attrs={"distance": ["Nearest", "geodesic_distance_km", "nearest"]}
)
