"""Reports that can be put into an annex: pages whole in themselves, in either language."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.report.sheet import Sheet as Sheet
    from layout.report.sheet import method_sheet as method_sheet

__getattr__, __dir__, __all__ = lazy.attach(__name__, submod_attrs={"sheet": ["Sheet", "method_sheet"]})
