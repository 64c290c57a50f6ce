"""Land-use efficiency: what land yields, with the pair of definitions that each figure rests on.

pairs      numerators and denominators of output intensity, and the names of their pairs
extents    the part of a park that a figure is stated for
figures    one annual figure an entity and year, conflicts kept
intensity  output ÷ land, in 亿元/km² and 万元/亩, against the target
vintage    which administrative units a figure was counted on
"""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.landuse.figures import annual_figures as annual_figures
    from layout.landuse.figures import approved_area_figures as approved_area_figures
    from layout.landuse.intensity import TARGET_YI_PER_KM2 as TARGET_YI_PER_KM2
    from layout.landuse.intensity import output_intensity as output_intensity
    from layout.landuse.pairs import BEST as BEST
    from layout.landuse.pairs import Pair as Pair
    from layout.landuse.pairs import pair as pair
    from layout.landuse.pairs import pairs as pairs
    from layout.landuse.tables import all_intensities as all_intensities
    from layout.landuse.tables import best_available as best_available
    from layout.landuse.tables import intensity_table as intensity_table
    from layout.landuse.tables import printed_table as printed_table
    from layout.landuse.vintage import unit_changed as unit_changed

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "figures": ["annual_figures", "approved_area_figures"],
        "intensity": ["TARGET_YI_PER_KM2", "output_intensity"],
        "pairs": ["BEST", "Pair", "pair", "pairs"],
        "tables": ["all_intensities", "best_available", "intensity_table", "printed_table"],
        "vintage": ["unit_changed"],
    },
)
