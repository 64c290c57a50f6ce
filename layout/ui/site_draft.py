"""The case as the page has it now: the one started from, with the brief and every other edit of the session put in.

Nothing is edited in place: the draft is built anew from what is kept, whichever step is on the screen, so that all
steps, the switch of the language and the downloads speak of the same case.
"""

from typing import Any

from geodata.text import Language
from layout.config import Case, build_case, case_data
from layout.ui.brief import Brief, brief_of, case_of
from layout.ui.cases import case_by_key
from layout.ui.runs import Run, run_case
from layout.ui.site_edits import edits_of, with_edits
from layout.ui.state import recall


def kept_brief(key: str, case: Case, language: Language) -> Brief:
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
    )


def draft_case(key: str, language: Language, *, without: str = "") -> Case:
    """Return the case with everything that the reader changed.

    Parameters
    ----------
    key
        Key of the case that was started from.
    language
        Language that the brief was written in.
    without
        Path of edits that are left out, such as `criteria`.

    Raises
    ------
    CaseError
        The edits cannot be run as they stand.
    """
    start = case_by_key(key)
    case = case_of(start, kept_brief(key, start, language), language=language)
    edits = {
        path: value
        for path, value in edits_of(key).items()
        if not without or not f"{path}.".startswith(f"{without}.")
    }
    return build_case(with_edits(case_data(case), edits), origin=case.title.pick(language)) if edits else case


def draft_run(key: str, language: Language) -> Run:
    """Return the ranking of the draft; computed once for equal drafts.

    Raises
    ------
    CaseError, EmptyCandidatesError, MissingDataError
        The draft cannot be run.
    """
    return run_case(draft_case(key, language))
