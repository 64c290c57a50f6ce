"""The facts that ship with the product (CSV) and their reader."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.embedded.citations import source_citation as source_citation
    from geodata.embedded.tables import TABLES as TABLES
    from geodata.embedded.tables import table as table
    from geodata.embedded.tables import table_bytes as table_bytes
    from geodata.embedded.tables import table_sha256 as table_sha256

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "citations": ["source_citation"],
        "tables": ["TABLES", "table", "table_bytes", "table_sha256"],
    },
)
