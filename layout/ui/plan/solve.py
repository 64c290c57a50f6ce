"""Solving beside the page: start, progress with bound and gap, cancel, and what came out."""

import uuid
from collections.abc import Callable

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.ui.jobs import Job, Work, find, start
from layout.ui.kept.plans import PlanRun, UnknownPlanError, case_token, find_plan, solve_case, study
from layout.ui.plan.case import show_case
from layout.ui.state import recall, remember
from layout.ui.widgets import button, notice
from layout.viz.escape import safe_html
from layout.workflow.allocation.edit import Edits, edited
from layout.workflow.allocation.studies import Studies
from layout.workflow.allocation.upload import Bundle

_TICK_S = 1.0
_MORE_S = 30.0
"""What reading, scoring and explaining may take beside the solver's own time, for the bar of the progress."""


def solve_controls(key: str, bundle: Bundle, *, edits: Edits, language: Language) -> None:
    """Draw the button that solves the case as it stands, and what is running.

    Parameters
    ----------
    key
        Key of the case.
    bundle, edits
        The case with its files, and what the form changes.
    language
        Language of every word.
    """
    try:
        case = edited(bundle.case, edits)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    with st.empty():
        idle = running_job(f"{key}.job") is None
        pressed = idle and button("plan_solve", translate("plan.button.solve", language), primary=True)
        if pressed:
            begin(
                f"{key}.job",
                case_token(bundle, case),
                work=lambda job: solve_case(bundle, case, job=job),
                limit_s=case.allocation.solver.time_limit_s + _MORE_S,
            )
            st.html("<span></span>")
    show_job(f"{key}.job", lambda job: remember(f"{key}.plan", job.result.token), language=language)
    found = current_plan(key)
    if found is not None and case_token(bundle, case) != case_token(found.bundle, found.case):
        notice(translate("plan.note.changed", language))


def current_plan(key: str) -> PlanRun | None:
    """Return the plan of a case that was solved last in this session, None where there is none (any more)."""
    token = recall(f"{key}.plan")
    if token is None:
        return None
    try:
        return find_plan(token)
    except UnknownPlanError:
        return None


def study_controls(found: PlanRun, name: str, *, wanted: Studies, seconds: float, language: Language) -> None:
    """Draw the button of a further study and what is running; its results are added to the run.

    Parameters
    ----------
    found
        A run with a plan.
    name
        Which study, for its words.
    wanted
        What it computes.
    seconds
        Its time limit.
    language
        Language of every word.
    """
    slot = f"plan.study.{name}"
    with st.empty():
        idle = running_job(slot) is None
        if idle and button(f"plan_{name}", translate(f"plan.button.{name}", language)):
            begin(
                slot,
                f"{found.token}.{name}.{wanted!r}",
                work=lambda job: study(found, wanted, limit_s=seconds, job=job),
                limit_s=seconds,
            )
            st.html("<span></span>")
    show_job(slot, None, language=language)


def begin(slot: str, question: str, *, work: Work, limit_s: float) -> Job:
    """Start a job of this session and keep its key under `slot`.

    Parameters
    ----------
    slot
        Name in the store of the session.
    question
        What is computed.
    work, limit_s
        As for `layout.ui.jobs.start`.
    """
    session = recall("plan.session") or uuid.uuid4().hex
    remember("plan.session", session)
    job = start(f"{session}.{question}", work, limit_s=limit_s)
    remember(slot, job.key)
    return job


def running_job(slot: str) -> Job | None:
    """Return the job that is kept under `slot` while it runs."""
    job = find(recall(slot))
    return None if job is None or job.done.is_set() else job


def show_job(slot: str, take: Callable[[Job], None] | None, *, language: Language) -> None:
    """Draw a job that runs; of one that is done take the result, or say what went wrong.

    Parameters
    ----------
    slot
        Where the key of the job is kept.
    take
        Called once with a job that has a result.
    language
        Language of every word.
    """
    job = find(recall(slot))
    if job is None:
        return
    if not job.done.is_set():
        _watch(job, language)
        return
    if isinstance(job.error, ExplainedError):
        notice(job.error.message(language), "error")
    elif job.error is not None:
        remember(slot, None)
        raise job.error
    elif take is not None:
        take(job)
        remember(slot, None)
    else:
        remember(slot, None)


@st.fragment(run_every=_TICK_S)
def _watch(job: Job, language: Language) -> None:
    """Draw how far a job is, once a second, with a button to stop it; rerun the page when it is done."""
    if job.done.is_set():
        st.rerun()
    st.html(progress_html(job, language))
    if st.button(translate("plan.button.cancel", language), key=f"cancel_{job.key}", width="stretch"):
        job.cancel.set()


def progress_html(job: Job, language: Language) -> str:
    """Return how far a job is: stage, seconds, and where known the best so far with bound and gap."""
    stage = "cancelling" if job.cancel.is_set() else job.stage
    words = translate(
        f"plan.stage.{stage}", language, seconds=f"{job.elapsed_s:.0f}", limit=f"{job.limit_s:.0f}"
    )
    bar = f'<div class="cq-bar"><i style="width:{100 * job.share:.0f}%"></i></div>'
    return f'<div class="cq-sub" role="status">{safe_html(words)}</div>{bar}{_gap_html(job, language)}'


def _gap_html(job: Job, language: Language) -> str:
    """Return best, bound and gap where the solver has told both."""
    best, bound = job.best, job.bound
    if best is None or bound is None or not abs(best) < _FAR or not abs(bound) < _FAR:
        return ""
    gap = abs(best - bound) / max(abs(best), 1e-12)
    text = translate(
        "plan.stage.gap", language, best=plain(abs(best), 5), bound=plain(abs(bound), 5), gap=f"{gap:.2%}"
    )
    return f'<div class="cq-sub">{safe_html(text)}</div>'


_FAR = 1e29
"""The solver's infinity."""


def say_missing(found: PlanRun | None, bundle: Bundle, *, language: Language) -> None:
    """Say why there is no plan to show: nothing was solved yet (then what the case asks), or there is none."""
    if found is None:
        notice(translate("plan.note.empty", language), "empty")
        show_case(bundle, language)
    else:
        notice(translate("plan.note.no_plan", language), "warn")
