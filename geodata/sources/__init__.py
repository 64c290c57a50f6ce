"""One file a dataset of the outside world."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.sources.boundaries import read_districts as read_districts
    from geodata.sources.boundaries import read_prefectures as read_prefectures
    from geodata.sources.boundary_files import boundary_files as boundary_files
    from geodata.sources.terrain import terrain_path as terrain_path

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "boundaries": ["read_districts", "read_prefectures"],
        "boundary_files": ["boundary_files"],
        "terrain": ["terrain_path"],
    },
)
