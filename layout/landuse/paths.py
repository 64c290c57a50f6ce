"""Output, land and intensity year by year under a scenario, with the band that uncertain inputs leave.

Year by year:   output = output × (1 + growth) - released land × its yield + what the pipeline brings that year
                land   = land + added - released + land of the pipeline

The band holds the smallest and the largest result over all ends of the inputs' bands. Intensity is monotone in each
input (linear in the pipeline, a quotient of linear terms in land, rising in growth as long as output is not negative),
so no value inside the bands leads outside.
"""

import itertools
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from layout.landuse.scenario import Scenario

PATH_COLUMNS: Final = (
    "year",
    "output_low",
    "output",
    "output_high",
    "land_low",
    "land",
    "land_high",
    "intensity_low",
    "intensity",
    "intensity_high",
    "gap_yi",
    "reached",
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """One value for each uncertain input of a scenario.

    Parameters
    ----------
    growth
        Share a year.
    added_km2, released_km2
        km² a year.
    realised
        Share of the pipeline's output.
    """

    growth: float
    added_km2: float
    released_km2: float
    realised: float


def central(scenario: Scenario) -> Assumption:
    """Return the central values of a scenario."""
    return Assumption(
        growth=scenario.growth_pct.central / 100,
        added_km2=scenario.added_km2.central,
        released_km2=scenario.released_km2.central,
        realised=scenario.realised_pct.central / 100,
    )


def corners(scenario: Scenario) -> list[Assumption]:
    """Return every combination of the ends of the scenario's bands."""
    return [
        Assumption(growth / 100, added, released, realised / 100)
        for growth, added, released, realised in itertools.product(
            scenario.growth_pct.ends,
            scenario.added_km2.ends,
            scenario.released_km2.ends,
            scenario.realised_pct.ends,
        )
    ]


def walk(scenario: Scenario, assumption: Assumption) -> tuple[np.ndarray, np.ndarray]:
    """Return output (亿元) and land (km²) from base year to end year, each of shape (years + 1,).

    Where released land would leave nothing, land is NaN from that year on; output does not fall below zero.
    """
    output, land = [scenario.output_yi], [scenario.land_km2]
    for year in range(scenario.base_year + 1, scenario.end_year + 1):
        new = [project for project in scenario.pipeline if project.year == year]
        lost = assumption.released_km2 * scenario.released_yields_yi_per_km2
        gained = assumption.realised * sum(project.output_yi for project in new)
        output.append(max(0.0, output[-1] * (1 + assumption.growth) - lost) + gained)
        change = assumption.added_km2 - assumption.released_km2 + sum(project.land_km2 for project in new)
        land.append(land[-1] + change if land[-1] + change > 0 else float("nan"))
    return np.array(output), np.array(land)


def path(scenario: Scenario, *, target: float) -> pd.DataFrame:
    """Return the path of a scenario, one row a year.

    Parameters
    ----------
    scenario
        The assumptions.
    target
        亿元/km².

    Returns
    -------
    pandas.DataFrame
        Columns `PATH_COLUMNS`: central values with low and high; `gap_yi` = target × land - output (central);
        `reached` "yes", "no" or, where the band holds the target, "open".
    """
    middle_output, middle_land = walk(scenario, central(scenario))
    walks = [walk(scenario, assumption) for assumption in corners(scenario)]
    outputs, lands = np.array([one for one, _ in walks]), np.array([one for _, one in walks])
    intensities = outputs / lands
    frame = pd.DataFrame(
        {
            "year": range(scenario.base_year, scenario.end_year + 1),
            "output_low": outputs.min(axis=0),
            "output": middle_output,
            "output_high": outputs.max(axis=0),
            "land_low": lands.min(axis=0),
            "land": middle_land,
            "land_high": lands.max(axis=0),
            "intensity_low": intensities.min(axis=0),
            "intensity": middle_output / middle_land,
            "intensity_high": intensities.max(axis=0),
        }
    )
    frame["gap_yi"] = target * frame["land"] - frame["output"]
    frame["reached"] = [
        _reached(low, high, target)
        for low, high in zip(frame["intensity_low"], frame["intensity_high"], strict=True)
    ]
    return frame[list(PATH_COLUMNS)]


def _reached(low: float, high: float, target: float) -> str:
    """Return whether a band of intensity meets the target."""
    if low >= target:
        return "yes"
    return "open" if not high < target else "no"
