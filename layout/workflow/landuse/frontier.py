"""The best-practice frontier of a table of parks, told in words and numbers a planner can use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import say
from layout.i18n import catalogue
from layout.landuse.dea import Envelopment, envelop, returns_to_scale, smallest_sample
from layout.landuse.quantities import quantity

INPUTS: Final = ("industrial_land", "investment", "employees")
OUTPUTS: Final = ("output", "tax", "value_added")
FEWEST: Final = 3
"""Below three parks a frontier is the best park and nothing else."""

FRONTIER_COLUMNS: Final = (
    "efficiency_crs",
    "efficiency_vrs",
    "scale_efficiency",
    "returns_to_scale",
    "efficient",
    "reference",
)


@dataclass(frozen=True, slots=True)
class Frontier:
    """Efficiency against the best practice of the same table.

    Parameters
    ----------
    inputs, outputs
        Quantities used.
    table
        Index park, columns `FRONTIER_COLUMNS`, `phi_vrs`, and per quantity `<name>`, `<name>_target`, `<name>_slack` (VRS);
        the least efficient first. `reference` holds (park, weight).
    left_out
        Parks without every figure.
    notes
        What limits the reading: too few parks, parks left out.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    table: pd.DataFrame
    left_out: tuple[str, ...]
    notes: tuple[Bilingual, ...]


def frontier(parks: pd.DataFrame, *, inputs: Sequence[str], outputs: Sequence[str]) -> Frontier:
    """Return the frontier of the parks with all figures; an empty table with the reason where they are too few.

    Parameters
    ----------
    parks
        Index park; columns `<quantity>_<unit>`.
    inputs, outputs
        Quantities of `layout.landuse.quantities`, at least one each.

    Raises
    ------
    UnitError
        A column's unit is not stated, or a quantity is given twice.
    """
    figures = pd.DataFrame({name: quantity(parks, name) for name in (*inputs, *outputs)}, index=parks.index)
    positive = (figures > 0).all(axis=1)
    used = figures[positive]
    left_out = tuple(str(park) for park in figures.index[~positive])
    needed = smallest_sample(len(inputs), len(outputs))
    notes = []
    if left_out:
        notes.append(say("landuse.frontier.left_out", count=len(left_out)))
    if len(used) < FEWEST:
        notes.append(say("landuse.frontier.too_few", known=len(used), fewest=FEWEST, needed=needed))
        return Frontier(tuple(inputs), tuple(outputs), _empty(), left_out, tuple(notes))
    if len(used) < needed:
        notes.append(say("landuse.frontier.weak", known=len(used), needed=needed))
    x, y = used[list(inputs)].to_numpy(float), used[list(outputs)].to_numpy(float)
    crs, vrs, nirs = (envelop(x, y, returns=kind) for kind in ("crs", "vrs", "nirs"))
    result = _table(used, vrs, inputs=inputs, outputs=outputs)
    result["efficiency_crs"] = crs.efficiency
    result["scale_efficiency"] = crs.efficiency / vrs.efficiency
    result["returns_to_scale"] = returns_to_scale(crs, vrs, nirs=nirs)
    result = result.sort_values("efficiency_vrs", kind="stable")
    return Frontier(tuple(inputs), tuple(outputs), result, left_out, tuple(notes))


def usable(parks: pd.DataFrame) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the inputs and outputs that at least `FEWEST` parks have."""

    def known(name: str) -> bool:
        return int((quantity(parks, name) > 0).sum()) >= FEWEST

    return tuple(filter(known, INPUTS)), tuple(filter(known, OUTPUTS))


def scale_name(kind: str) -> Bilingual:
    """Return "constant", "increasing" or "decreasing" returns to scale in words."""
    return catalogue()[f"landuse.scale.{kind}"]


def _table(
    used: pd.DataFrame, vrs: Envelopment, *, inputs: Sequence[str], outputs: Sequence[str]
) -> pd.DataFrame:
    """Return efficiency, reference, targets and slacks of each park under variable returns."""
    names = [str(park) for park in used.index]
    result = pd.DataFrame(index=used.index)
    result["efficiency_vrs"], result["phi_vrs"] = vrs.efficiency, vrs.phi
    result["efficient"] = vrs.efficient
    references = [
        tuple((names[place], weight) for place, weight in vrs.reference(row)) for row in range(len(names))
    ]
    result["reference"] = pd.Series(references, index=used.index, dtype=object)
    for place, name in enumerate(inputs):
        result[name] = used[name]
        result[f"{name}_target"], result[f"{name}_slack"] = (
            vrs.input_targets[:, place],
            vrs.input_slacks[:, place],
        )
    for place, name in enumerate(outputs):
        result[name] = used[name]
        result[f"{name}_target"], result[f"{name}_slack"] = (
            vrs.output_targets[:, place],
            vrs.output_slacks[:, place],
        )
    return result


def _empty() -> pd.DataFrame:
    """Return a table without rows."""
    return pd.DataFrame({name: np.array([]) for name in FRONTIER_COLUMNS})
