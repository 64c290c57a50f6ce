"""User files read safely: what was found, what was mended, what must be asked, and the layer."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.quality.options import Limits as Limits
    from geodata.quality.options import ReadOptions as ReadOptions
    from geodata.read.report import Report as Report
    from geodata.read.sandbox.client import Sandbox as Sandbox
    from geodata.read.tables import Cells as Cells
    from geodata.read.tables import SheetChoiceError as SheetChoiceError
    from geodata.read.tables import read_cells as read_cells
    from geodata.read.upload import ReadResult as ReadResult
    from geodata.read.upload import check_bytes as check_bytes
    from geodata.read.upload import check_file as check_file
    from geodata.read.upload import read_bytes as read_bytes
    from geodata.read.upload import read_file as read_file
    from geodata.read.upload import shared_sandbox as shared_sandbox

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "report": ["Report"],
        "sandbox.client": ["Sandbox"],
        "tables": ["Cells", "SheetChoiceError", "read_cells"],
        "upload": [
            "Limits",
            "ReadOptions",
            "ReadResult",
            "check_bytes",
            "check_file",
            "read_bytes",
            "read_file",
            "shared_sandbox",
        ],
    },
)
