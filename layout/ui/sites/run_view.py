"""One kept run: what came out, from what, by whom; repeated, tagged, taken away as one file, taken up again."""

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.entities.vocabulary import CRITERION_IDS
from layout.i18n import translate
from layout.runs import Run, RunStore, run_to_bytes
from layout.ui.case.cases import LOADED, take_case
from layout.ui.downloads import file_button
from layout.ui.state import bind, forget, recall, remember
from layout.ui.widgets import heading, notice, quiet, table_html
from layout.workflow.desk.tables import workspace_folder
from layout.workflow.runs.kept_ranking import CASE
from layout.workflow.runs.kept_runs import repeat_run

SHOWN = 10
_FAULT = "run_fault"


def show_run(run_id: str, language: Language) -> None:
    """Show a kept run.

    Parameters
    ----------
    run_id
        Its id.
    language
        Language of every word.

    Raises
    ------
    DataMissingError, DataFormatError
        There is no such run, or it is damaged.
    """
    store = RunStore(workspace_folder())
    run = store.open(run_id)
    heading(translate("sites.runs.opened", language, run=run.run_id), _environment(run, language))
    left, right = st.columns([1.6, 1], gap="large")
    with left:
        st.html(ranks_html(run, language))
    with right:
        st.html(weights_html(run, language))
    _tag(store, run, language)
    _actions(run, language)


def _environment(run: Run, language: Language) -> str:
    """Return who ran it when, and with which versions."""
    packages = run.environment.get("packages", {})
    versions = ", ".join(f"{name} {version or '–'}" for name, version in packages.items())
    return translate(
        "sites.runs.environment",
        language,
        who=run.who,
        when=run.created_utc,
        python=run.environment.get("python", "–"),
        versions=versions,
    )


def ranks_html(run: Run, language: Language) -> str:
    """Return the first sites of a kept run with score and score range."""
    heads = [translate(f"sites.column.{name}", language) for name in ("rank", "site", "score", "interval")]
    result = run.result
    rows = [
        (
            _rank(result["ranks"].get(site)),
            result["names"][site][language],
            _number(result["scores"].get(site)),
            f"{_number(result['intervals'][site]['score_low'])}–{_number(result['intervals'][site]['score_high'])}",
        )
        for site in result["alternatives"][:SHOWN]
    ]
    return table_html(heads, rows, numeric=(0, 2, 3))


def weights_html(run: Run, language: Language) -> str:
    """Return the weights of a kept run."""
    heads = [translate(f"sites.column.{name}", language) for name in ("criterion", "share")]
    weights = run.result["weights"]
    rows = [
        (run.result["titles"][name][language], f"{100 * float(weights[name]):.1f} %")
        for name in CRITERION_IDS
        if name in weights
    ]
    return table_html(heads, rows, numeric=(1,))


def _rank(rank: float | None) -> str:
    """Return a rank, a dash without one."""
    return "–" if rank is None else f"{rank:.0f}"


def _number(value: float | None) -> str:
    """Return a score with three decimals, a dash without one."""
    return "–" if value is None else f"{float(value):.3f}"


def _tag(store: RunStore, run: Run, language: Language) -> None:
    """Draw the tags of a run; a change is kept at once."""
    widget, _ = bind(f"run_tags.{run.run_id}", " ".join(sorted(run.tags)))

    def changed() -> None:
        given = set(tags_of(str(st.session_state[widget])))
        try:
            store.tag(run.run_id, add=tuple(sorted(given - run.tags)), drop=tuple(sorted(run.tags - given)))
        except ExplainedError as error:
            remember(_FAULT, error)

    fault = recall(_FAULT)
    if fault is not None:
        notice(fault.message(language), "error")
        forget([_FAULT])
    with st.columns([1, 1.4])[0]:
        st.text_input(translate("sites.runs.tags", language), key=widget, on_change=changed, max_chars=80)


def tags_of(text: str) -> list[str]:
    """Return the words of a line, separated by spaces or commas of either script."""
    for mark in ("，", "、", ","):
        text = text.replace(mark, " ")
    return text.split()


def _actions(run: Run, language: Language) -> None:
    """Draw what can be done with a run."""
    again, share, take = st.columns(3)
    pressed = again.button(
        translate("sites.runs.repeat", language), key=f"w_repeat_{run.run_id}", width="stretch"
    )
    with share:
        file_button(
            translate("sites.runs.share", language),
            run_to_bytes(run),
            name=f"{run.run_id}.run.json",
            key=f"w_share_{run.run_id}",
        )
    take.button(
        translate("sites.runs.take", language),
        key=f"w_take_{run.run_id}",
        on_click=lambda: _take(run),
        width="stretch",
    )
    if pressed:
        with st.spinner(translate("sites.runs.repeating", language)):
            found = repeat_run(run)
        if found.identical:
            notice(translate("sites.runs.identical", language, digest=found.digest))
        else:
            parts = ", ".join(found.changed)
            notice(translate("sites.runs.unlike", language, parts=parts), "warn")
        if found.environment_changed:
            quiet(translate("sites.runs.other_versions", language))


def _take(run: Run) -> None:
    """Make the case of a run the one that the page works on."""
    take_case(f"{run.run_id}.toml", run.inputs[CASE])
    remember("case", LOADED)
    remember("step", "result")
