"""How the weights are found, and every judgement so far: kept method by method, so that changing one's mind loses none.

What can be run goes into the edits of the case as its `[weights]` section; what cannot yet, such as AHP with too few
comparisons, is kept here alone, and the weights that held before still hold.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, get_args

from layout.config import Case
from layout.scoring.weighting.objective import ObjectiveWeighting
from layout.ui.case.cases import case_by_key
from layout.ui.case.draft import kept_brief
from layout.ui.case.edits import edit, edits_of, undo
from layout.ui.state import language, recall, remember
from layout.ui.weights.ahp_groups import applying

METHODS: Final = ("direct", "swing", "ahp", "best_worst", "ordinal", "data", "mixture")
JUDGED: Final = ("direct", "swing", "ahp", "best_worst", "ordinal")
OBJECTIVE: Final[tuple[str, ...]] = get_args(ObjectiveWeighting)
SCALE: Final = 9
_FULL: Final = 100.0
_BEATEN: Final = 2.0
Section = Mapping[str, Any]
Direct = Mapping[str, float]


def chosen_method(key: str) -> str:
    """Return how the weights of a case are found: as the reader chose, else as the case says."""
    kept = recall(f"{key}.weighing")
    return kept if kept in METHODS else _kind(case_by_key(key).weights.method)


def _kind(method: str) -> str:
    """Return the method of the page for one of a case."""
    return "data" if method in OBJECTIVE else method


def direct_weights(key: str) -> dict[str, float]:
    """Return the direct weight of every criterion of the case as the reader left it."""
    return dict(kept_brief(key, case_by_key(key), language=language()).weights)


def judged(key: str, method: str, *, names: Sequence[str]) -> Section:
    """Return the plain data of one method: what the reader judged, else what the case says, else where to start.

    Parameters
    ----------
    key
        Key of the case.
    method
        One of `METHODS`.
    names
        The criteria that count.
    """
    kept: Section | None = recall(f"{key}.judged.{method}")
    if kept is not None:
        return kept
    return _stated(key).get(method) or _STARTS[method](direct_weights(key), names)


def _stated(key: str) -> dict[str, Section]:
    """Return what the case says of its weights, method by method; a mixture also as the page has it."""
    section = section_of(case_by_key(key))
    if section["method"] != "mixture":
        return {_kind(section["method"]): section}
    parts = [part["weights"] for part in section["parts"]]
    found = {_kind(part["method"]): part for part in parts}
    kinds = [_kind(part["method"]) for part in parts]
    if len(parts) != len(set(kinds)) or len(parts) > 2 or kinds[-1] != "data":  # noqa: PLR2004 - judged and data
        return found | {"mixture": section}
    shares = [part["share"] for part in section["parts"]]
    share = _FULL * shares[0] / sum(shares)
    mixture = {"base": kinds[0], "data": parts[1]["method"], "share": share, "combine": section["combine"]}
    return found | {"mixture": mixture}


def keep_judged(key: str, method: str, *, section: Section) -> None:
    """Keep the judgements of one method."""
    remember(f"{key}.judged.{method}", dict(section))


def keep_weights(key: str, section: Section) -> None:
    """Keep a `[weights]` section that was found to run among the edits of the case; none where it is the case's own."""
    if section == section_of(case_by_key(key)):
        undo(key, "weights")
    elif edits_of(key).get("weights") != section:
        edit(key, "weights", value=dict(section))


def case_section(key: str, method: str, *, names: Sequence[str]) -> dict[str, Any]:
    """Return the `[weights]` section of a case for what is judged now; `names` are the criteria that count."""
    section = dict(judged(key, method, names=names))
    if method == "ahp":
        return applying(section, list(case_by_key(key).criteria.present()))
    if method == "swing":
        return {**section, "points": _to_full(section["points"])}
    if method == "mixture" and "base" in section:
        base, share = section["base"], float(section["share"])
        parts = [
            {"share": max(share, 0.01), "weights": case_section(key, base, names=names)},
            {"share": max(_FULL - share, 0.01), "weights": {"method": section["data"]}},
        ]
        return {"method": "mixture", "combine": section["combine"], "parts": parts}
    return section


def _to_full(points: Mapping[str, float]) -> dict[str, float]:
    """Return swing points with the highest at 100."""
    highest = max(points.values())
    if not highest > 0:
        return dict(points)
    return {name: _FULL if value == highest else value * _FULL / highest for name, value in points.items()}


def section_of(case: Case) -> dict[str, Any]:
    """Return the `[weights]` section of a case as plain data; a mixture as the page has it."""
    section: dict[str, Any] = case.weights.model_dump(mode="json", exclude_none=True)
    return section


def _start_swing(weights: Direct, names: Sequence[str]) -> Section:
    """Return swing points in the proportion of the direct weights."""
    highest = max(weights[name] for name in names) or 1.0
    points = {name: min(round(_FULL * value / highest), _FULL) for name, value in weights.items()}
    return {"method": "swing", "points": points}


def _start_ordinal(weights: Direct, names: Sequence[str]) -> Section:
    """Return the order of the direct weights."""
    order = sorted({weights[name] for name in names}, reverse=True)
    ranks = {name: sum(other > value for other in order) + 1 for name, value in weights.items()}
    return {"method": "ordinal", "formula": "roc", "ranks": ranks}


def _start_best_worst(weights: Direct, names: Sequence[str]) -> Section:
    """Return the comparisons that come nearest to the direct weights."""
    above = {name: max(value, 1e-9) for name, value in weights.items()}
    best = max(names, key=above.__getitem__)
    worst = min((name for name in names if name != best), key=above.__getitem__, default=best)
    over = {name: _on_scale(above[best] / value) for name, value in above.items()}
    under = {name: _on_scale(value / above[worst]) for name, value in above.items()}
    return compared(
        {"method": "best_worst", "best_to_others": over, "others_to_worst": under}, best, worst=worst
    )


def compared(section: Section, best: str, *, worst: str) -> dict[str, Any]:
    """Return best–worst comparisons for this best and this worst criterion, the two vectors agreeing on their pair."""
    over, under = dict(section["best_to_others"]), dict(section["others_to_worst"])
    over[best], under[worst] = 1.0, 1.0
    if best != worst:
        over[worst] = under[best] = max(over[worst], under[best])
    # one that was best before is no longer equal to the best, so that nobody takes it for the best
    for name in list(over):
        if name != best and over[name] == 1 and under[name] > under[best]:
            over[name] = _BEATEN
        if name != worst and under[name] == 1 and over[name] > over[worst]:
            under[name] = _BEATEN
    return {**section, "best_to_others": over, "others_to_worst": under}


def _on_scale(ratio: float) -> float:
    """Return a ratio as a whole number from 1 to 9."""
    return float(min(max(round(ratio), 1), SCALE))


_STARTS: Final[Mapping[str, Callable[[Direct, Sequence[str]], Section]]] = {
    "direct": lambda *_: {"method": "direct"},
    "swing": _start_swing,
    "ahp": lambda *_: {"method": "ahp", "experts": [{"name": "1", "judgements": {}}]},
    "best_worst": _start_best_worst,
    "ordinal": _start_ordinal,
    "data": lambda *_: {"method": "critic"},
    "mixture": lambda *_: {"base": "direct", "data": "critic", "share": 70.0, "combine": "linear"},
}
