"""What a study asks the engine to sum up of its regions and of its allowed land while it computes them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.suitability.components import Components, Connectivity, Stats
from layout.suitability.engine import Work, run_program
from layout.suitability.facts import STEPS, Asked, Facts
from layout.suitability.outcome import Outcome
from layout.suitability.program import AREA_MASK, source_of
from layout.suitability.strip import UNSCORED_CODE
from layout.workflow.suitability.slope_limits import converted, slope_measured
from layout.workflow.suitability.study import Study

_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Told:
    """What the cells of regions and of the allowed land tell.

    Parameters
    ----------
    facts
        Of each region.
    means
        (criteria,) mean value over allowed cells, NaN where unknown.
    """

    facts: Facts
    means: npt.NDArray[np.float64]


def telling_components(study: Study, *, least: int, connectivity: Connectivity) -> Components:
    """Return a collector of regions that asks of each what `tell_regions` tells.

    Parameters
    ----------
    study
        An open study.
    least, connectivity
        As for `Components`.
    """
    slope, limits = slope_measured(study.case, study.rules), study.slopes
    places = max((len(item.without) for item in limits), default=0)
    without = np.full((len(limits), places), _NOWHERE, np.int64)
    for number, item in enumerate(limits):
        without[number, : len(item.without)] = [study.wanted.mask_of(code) for code in item.without]
    masks = [AREA_MASK if item.within is None else study.wanted.mask_of(item.within) for item in limits]
    asked = Asked(
        least=least,
        aside=int(connectivity == "queen"),
        slope=_NOWHERE
        if slope is None
        else source_of(study.program, study.wanted, layer=slope[0].layer, measure=slope[0].measure),
        limits=np.array(
            [] if slope is None else [converted(item.limit, item.unit, into=slope[1]) for item in limits],
            np.float32,
        ),
        included=np.array([item.included for item in limits], np.uint8),
        within=np.array(masks, np.int64),
        without=without,
    )
    return Components(least, connectivity, study.grid.cols, asked, minima=len(study.case.criteria))


def told_by_run(study: Study, components: Components, *, outcome: Outcome) -> Told:
    """Return what regions tell: as the run that found them summed up, else by a run for that alone.

    Parameters
    ----------
    study
        The study.
    components
        Has taken every strip of the surface.
    outcome
        What the run counted.
    """
    allowed = outcome.allowed
    if allowed is None:
        components = telling_components(study, least=components.least, connectivity=components.connectivity)
        allowed = _allowed(study, components)
    return Told(Facts.of(components.regions(), len(study.case.criteria)), _means(allowed))


def allowed_means(study: Study) -> npt.NDArray[np.float64]:
    """Return the mean value of each criterion over the allowed land of a study, NaN where unknown; a run for that alone.

    Parameters
    ----------
    study
        An open study.
    """
    return _means(_allowed(study, telling_components(study, least=UNSCORED_CODE, connectivity="rook")))


def _allowed(study: Study, components: Components) -> Stats:
    """Return the sums over allowed land, and fill the collector, by a run whose scores nobody takes."""
    work = Work(strip_rows=study.strip_rows)
    outcome = run_program(study.program, study.inputs, sink=lambda *_: None, work=work, components=components)
    return outcome.allowed if outcome.allowed is not None else np.zeros((2, 0), np.int64)


def _means(allowed: Stats) -> npt.NDArray[np.float64]:
    """Return the means of the allowed land."""
    totals, known = allowed
    with np.errstate(invalid="ignore", divide="ignore"):
        means: npt.NDArray[np.float64] = totals / STEPS / known
    return means
