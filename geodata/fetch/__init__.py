"""Open data by download: the only code that opens a connection, and only when it is asked to."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.fetch.connection import Connection as Connection
    from geodata.fetch.dataset import DATASETS as DATASETS
    from geodata.fetch.dataset import Dataset as Dataset
    from geodata.fetch.errors import FetchError as FetchError

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "connection": ["Connection"],
        "dataset": ["DATASETS", "Dataset"],
        "errors": ["FetchError"],
    },
)
