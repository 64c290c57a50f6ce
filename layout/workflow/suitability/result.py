"""What a run of a suitability case found."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from layout.config.suitability_case import SuitabilityCase
from layout.rules.grid_register import RuleText
from layout.suitability.outcome import Outcome
from layout.workflow.suitability.classes import ClassesFound
from layout.workflow.suitability.slope_limits import SlopeLimit
from layout.workflow.suitability.study_register import NotEvaluated


@dataclass(frozen=True, slots=True)
class SuitabilityResult:
    """What a run found.

    Parameters
    ----------
    case
        The case.
    cell_area_km2
        Area of a cell.
    outcome
        Counts of cells and regions.
    waterfall
        What each rule takes, in km²; see `waterfall_table`.
    areas
        Contiguous areas large enough, largest first, in WGS84.
    small_cells
        Cells of areas too small.
    not_evaluated
        Rules that could not be evaluated.
    classes
        Classes of suitability as polygons.
    texts
        What is said of the rules evaluated, and which row of the register each took.
    slopes
        The slopes that the areas' shares are counted by.
    """

    case: SuitabilityCase
    cell_area_km2: float
    outcome: Outcome
    waterfall: pd.DataFrame
    areas: gpd.GeoDataFrame
    small_cells: int
    not_evaluated: tuple[NotEvaluated, ...]
    classes: ClassesFound
    texts: tuple[RuleText, ...] = ()
    slopes: tuple[SlopeLimit, ...] = ()

    @property
    def available_km2(self) -> float:
        """Return the area that no rule takes; without the areas too small where the case removes them."""
        cells = self.outcome.available
        if self.case.areas.remove_smaller:
            cells -= self.small_cells
        return cells * self.cell_area_km2
