"""Land-use efficiency: what land yields, with the pair of definitions that each figure rests on.

pairs      numerators and denominators of output intensity, and the names of their pairs
extents    the part of a park that a figure is stated for
figures    one annual figure an entity and year, conflicts kept
intensity  output ÷ land, in 亿元/km² and 万元/亩, against the target
vintage    which administrative units a figure was counted on

indicators     intensive use and per-mu reform, one function each
quantities     columns with their unit in the name
aggregate      totals summed, rates recomputed, coverage told
gap            output gap against the target and whose share it is
decomposition  structure and intensity effects, without remainder
peers          parks that a park may be held against
dea            best-practice frontier by data envelopment
concentration  Lorenz and Pareto curves, Gini
scenario       assumptions of a path; paths, solve: what follows from them, what is needed
measures, controls, check   a project's brief against control indicators
grading        grades A to D from weighted per-mu scores
series         an indicator by year with its breaks
estimates      a district's total spread over its parks, when asked for
"""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.landuse.aggregate import Grouping as Grouping
    from layout.landuse.check import ProjectBrief as ProjectBrief
    from layout.landuse.check import check_project as check_project
    from layout.landuse.check import land_entitlement_km2 as land_entitlement_km2
    from layout.landuse.check import verdict as verdict
    from layout.landuse.concentration import gini as gini
    from layout.landuse.concentration import pareto_curve as pareto_curve
    from layout.landuse.controls import embedded_controls as embedded_controls
    from layout.landuse.controls import office_controls as office_controls
    from layout.landuse.dea import envelop as envelop
    from layout.landuse.decomposition import split_difference as split_difference
    from layout.landuse.decomposition import split_gaps as split_gaps
    from layout.landuse.decomposition import split_members as split_members
    from layout.landuse.estimates import spread_by_area as spread_by_area
    from layout.landuse.figures import annual_figures as annual_figures
    from layout.landuse.figures import approved_area_figures as approved_area_figures
    from layout.landuse.gap import gap_table as gap_table
    from layout.landuse.grading import GradingRule as GradingRule
    from layout.landuse.grading import grade as grade
    from layout.landuse.intensity import TARGET_YI_PER_KM2 as TARGET_YI_PER_KM2
    from layout.landuse.intensity import output_intensity as output_intensity
    from layout.landuse.pairs import BEST as BEST
    from layout.landuse.pairs import Pair as Pair
    from layout.landuse.pairs import pair as pair
    from layout.landuse.pairs import pairs as pairs
    from layout.landuse.paths import path as path
    from layout.landuse.scenario import Scenario as Scenario
    from layout.landuse.solve import solve_for as solve_for
    from layout.landuse.tables import all_intensities as all_intensities
    from layout.landuse.tables import best_available as best_available
    from layout.landuse.tables import intensity_table as intensity_table
    from layout.landuse.tables import printed_table as printed_table
    from layout.landuse.vintage import unit_changed as unit_changed

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "aggregate": ["Grouping"],
        "check": ["ProjectBrief", "check_project", "land_entitlement_km2", "verdict"],
        "concentration": ["gini", "pareto_curve"],
        "controls": ["embedded_controls", "office_controls"],
        "dea": ["envelop"],
        "decomposition": ["split_difference", "split_gaps", "split_members"],
        "estimates": ["spread_by_area"],
        "figures": ["annual_figures", "approved_area_figures"],
        "gap": ["gap_table"],
        "grading": ["GradingRule", "grade"],
        "intensity": ["TARGET_YI_PER_KM2", "output_intensity"],
        "pairs": ["BEST", "Pair", "pair", "pairs"],
        "paths": ["path"],
        "scenario": ["Scenario"],
        "solve": ["solve_for"],
        "tables": ["all_intensities", "best_available", "intensity_table", "printed_table"],
        "vintage": ["unit_changed"],
    },
)
