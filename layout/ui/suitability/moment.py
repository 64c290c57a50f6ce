"""The case of the moment: the chosen study with the rules that are on and the weights that the reader has set."""

from layout.config.suitability_case import SuitabilityCase
from layout.ui.state import recall
from layout.ui.suitability.shown import Source
from layout.workflow.suitability.preview import with_weights


def off_name(case: SuitabilityCase) -> str:
    """Return the name under which the rules that are off are kept, for each study by itself."""
    return f"suit.off.{case.title.en}"


def weight_name(case: SuitabilityCase, criterion: str) -> str:
    """Return the name under which a weight is kept, for each study by itself."""
    return f"suit.weight.{case.title.en}.{criterion}"


def of_moment(source: Source, *, weighted: bool = True) -> Source:
    """Return the source with the rules that are off left out and the weights of the moment.

    Parameters
    ----------
    source
        The chosen study.
    weighted
        Whether to take the reader's weights; without them a study can be opened whatever they are.

    Raises
    ------
    WeightError
        All weights are zero.
    """
    case = source.case
    off = set(recall(off_name(case), []))
    kept = tuple(rule for rule in case.rules if rule.id not in off)
    if not weighted:
        return Source(case.model_copy(update={"rules": kept}), source.folder, source.apart)
    weights = {item.id: float(recall(weight_name(case, item.id), item.weight)) for item in case.criteria}
    chosen = with_weights(case.model_copy(update={"rules": kept}), weights)
    return Source(chosen, source.folder, source.apart)
