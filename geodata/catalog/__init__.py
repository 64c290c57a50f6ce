"""Every dataset: licence, vintage, attribution, confidence, precision, checksum, and how to load it."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.catalog import frames as frames
    from geodata.catalog.dataset import Entry as Entry
    from geodata.catalog.register import entries as entries
    from geodata.catalog.register import entry as entry
    from geodata.catalog.register import load as load

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submodules={"frames"},
    submod_attrs={"dataset": ["Entry"], "register": ["entries", "entry", "load"]},
)
