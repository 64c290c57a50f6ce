"""Indicators of intensive land use and of per-mu reform, one function each.

definition  what an indicator is, and the one division that all share
state       developed, supplied, built, industrial and idle land
building    floor area ratios, density, building coefficient, service land
benefit     investment, output and tax per land
per_mu      the six indicators of per-mu reform
register    every indicator with quantities, unit and source
table       the indicators of a table of entities
"""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.landuse.indicators.definition import CLAUSE_NOT_SEEN as CLAUSE_NOT_SEEN
    from layout.landuse.indicators.definition import Indicator as Indicator
    from layout.landuse.indicators.definition import ratio as ratio
    from layout.landuse.indicators.register import INDICATORS as INDICATORS
    from layout.landuse.indicators.register import indicator as indicator
    from layout.landuse.indicators.table import available as available
    from layout.landuse.indicators.table import indicator_table as indicator_table
    from layout.landuse.indicators.table import indicator_values as indicator_values

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "definition": ["CLAUSE_NOT_SEEN", "Indicator", "ratio"],
        "register": ["INDICATORS", "indicator"],
        "table": ["available", "indicator_table", "indicator_values"],
    },
)
