"""The process in which uploads are read: confined, limited, and gone after each file."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.read.sandbox.client import Sandbox as Sandbox
    from geodata.read.sandbox.job import Job as Job

__getattr__, __dir__, __all__ = lazy.attach(__name__, submod_attrs={"client": ["Sandbox"], "job": ["Job"]})
