"""The case as the page has it now: the one started from, with the brief and every other edit of the session put in.

Nothing is edited in place: the draft is built anew from what is kept, whichever step is on the screen, so that all
steps, the switch of the language and the downloads speak of the same case.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geodata.text import Language
from layout.config import Case, build_case, case_data
from layout.ui.case.brief import Brief, brief_of, case_of
from layout.ui.case.cases import case_by_key
from layout.ui.case.edits import edits_of, with_edits
from layout.ui.kept.runs import Run, run_case
from layout.ui.state import recall

if TYPE_CHECKING:
    from layout.workflow.ranking.rank import RankingResult


def kept_brief(key: str, case: Case, *, language: Language) -> Brief:
    """Return the brief of a case as the reader has left it, drawn or not.

    Parameters
    ----------
    key
        Key of the case.
    case
        Where the brief was taken from.
    language
        Language of the name.
    """
    start = brief_of(case, language)

    def kept(name: str, default: Any) -> Any:  # noqa: ANN401 - a store of whatever the widgets give
        found = recall(f"{key}.{name}")
        return default if found is None else found

    return Brief(
        name=str(kept("name", "")).strip() or start.name,
        cluster_id=kept("cluster", start.cluster_id),
        related_cluster_ids=tuple(kept("related", start.related_cluster_ids)),
        output_yi=float(kept("output", start.output_yi)),
        land_given=kept("land_how", "given" if start.land_given else "derived") == "given",
        land_ha=float(kept("land_ha", start.land_ha)),
        needs=tuple(kept("needs", start.needs)),
        chemical=bool(kept("chemical", start.chemical)),
        weights={name: float(kept(f"weight.{name}", weight)) for name, weight in start.weights.items()},
        missing=kept("missing", start.missing),
        method=kept("method", start.method),
        alpha=kept("method_alpha", start.alpha),
    )


def draft_case(key: str, language: Language, *, weights: Mapping[str, Any] | None = None) -> Case:
    """Return the case with everything that the reader changed.

    Parameters
    ----------
    key
        Key of the case that was started from.
    language
        Language that the brief was written in.
    weights
        Plain data of a `[weights]` section to try instead of the one that is kept.

    Raises
    ------
    CaseError
        The edits cannot be run as they stand.
    """
    brief = kept_brief(key, case_by_key(key), language=language)
    return _built(key, brief, language, instead={} if weights is None else {"weights": dict(weights)})


def unweighted_case(key: str, language: Language) -> Case:
    """Return the draft with weights, method and missing-data policy as the case that was started from has them.

    Raises
    ------
    CaseError
        The edits cannot be run as they stand.
    """
    case = case_by_key(key)
    start = brief_of(case, language)
    brief = replace(
        kept_brief(key, case, language=language),
        weights=start.weights,
        missing=start.missing,
        method=start.method,
        alpha=start.alpha,
    )
    return _built(key, brief, language, without=("weights", "scoring"))


def draft_run(key: str, language: Language) -> Run:
    """Return the ranking of the draft; computed once for equal drafts.

    Raises
    ------
    CaseError, EmptyCandidatesError, MissingDataError
        The draft cannot be run.
    """
    return run_case(draft_case(key, language))


def measured_case(key: str, language: Language, *, without: str = "weights") -> Case:
    """Return the draft with equal weights by weighted sum: what is measured, whatever the weights may become.

    Parameters
    ----------
    key, language
        As for `draft_case`.
    without
        Path of edits that are left out besides those of weights, methods and tests.

    Raises
    ------
    CaseError
        The edits cannot be run as they stand.
    """
    case = case_by_key(key)
    brief = kept_brief(key, case, language=language)
    equal = replace(
        brief,
        weights=dict.fromkeys(brief.weights, 1.0),
        missing="neutral",
        method="weighted_sum",
        alpha=case.scoring.parameters.alpha,
    )
    plain = {"weights": {"method": "direct"}, "scoring.methods": ["weighted_sum"]}
    return _built(key, equal, language, without=("weights", "scoring", "robustness", without), instead=plain)


def measured(key: str, language: Language, *, without: str = "weights") -> "RankingResult":
    """Return what is known of every candidate of the draft; computed once for equal drafts.

    Raises
    ------
    CaseError, EmptyCandidatesError
        The draft cannot be measured.
    """
    return run_case(measured_case(key, language, without=without)).result


def _built(
    key: str,
    brief: Brief,
    language: Language,
    *,
    without: tuple[str, ...] = (),
    instead: Mapping[str, Any] | None = None,
) -> Case:
    """Return the case with a brief and with the edits that are not left out, and others `instead` of those."""
    case = case_of(case_by_key(key), brief, language=language)
    edits = {
        path: value
        for path, value in edits_of(key).items()
        if not any(f"{path}.".startswith(f"{left}.") for left in without)
    }
    edits |= instead or {}
    if not edits:
        return case
    return build_case(with_edits(case_data(case), edits), origin=case.title.pick(language))
