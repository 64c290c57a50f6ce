"""The table in which projects are locked to a park, kept out of parks, or left out; it becomes part of the case."""

from typing import Any

import pandas as pd
import streamlit as st

from geodata.text import Language
from geodata.units import CNY_PER_YI
from layout.i18n import translate
from layout.ui.charts import download_table
from layout.ui.kept.plans import inputs_of
from layout.ui.plan.form import kept_choices
from layout.ui.state import recall, remember
from layout.ui.widgets import distinct, heading, quiet
from layout.workflow.allocation.dossier import plan_names
from layout.workflow.allocation.edit import Choice
from layout.workflow.allocation.problem import Inputs
from layout.workflow.allocation.upload import Bundle

_ROW_PX, _MOST_PX = 35, 640


def show_choices(key: str, bundle: Bundle, *, language: Language) -> None:
    """Draw the projects with the decision on each, and keep what is changed.

    Parameters
    ----------
    key
        Key of the case.
    bundle
        The case with its files.
    language
        Language of every word.
    """
    inputs = inputs_of(bundle, scores=False)
    heading(translate("plan.choices.title", language), translate("plan.choices.note", language))
    parks = distinct({park.park_id: park.name.pick(language) for park in inputs.parks})
    choices = kept_choices(key, bundle.case, inputs=inputs)
    widget, base_name = f"w_{key}_choices_{language}_{recall(f'{key}.round', 0)}", f"{key}.choices.base"
    # the editor keeps its changes against the table that it was given, so that table stays as long as the editor does
    if widget not in st.session_state or recall(base_name) is None:
        remember(base_name, choice_frame(inputs, choices, parks=parks, language=language))
    base: pd.DataFrame = recall(base_name)
    edited = st.data_editor(
        base,
        key=widget,
        hide_index=True,
        width="stretch",
        height=min(_MOST_PX, _ROW_PX * (len(base) + 1) + 3),
        column_config=_columns([translate("plan.choices.free", language), *parks.values()], language),
        disabled=["project_id", "name", "cluster", "land", "output", "year"],
        num_rows="fixed",
    )
    found = choices_in(edited, parks)
    if found != choices:
        remember(f"{key}.choices", found)
        st.rerun(scope="fragment")
    left, right, _ = st.columns([1, 1, 1])
    with left:
        download_table(edited.assign(ban=edited["ban"].map("; ".join)), "choices", language=language)
    right.button(
        translate("plan.button.reset_choices", language),
        key="plan_reset",
        width="stretch",
        on_click=_reset,
        args=(key,),
    )
    decided = [item for item in found if not item.free]
    quiet(translate("plan.choices.count", language, count=len(decided)))


def _reset(key: str) -> None:
    """Take back every decision, so that those of the case hold again."""
    remember(f"{key}.choices", None)
    remember(f"{key}.round", recall(f"{key}.round", 0) + 1)


def choice_frame(
    inputs: Inputs, choices: tuple[Choice, ...], *, parks: dict[str, str], language: Language
) -> pd.DataFrame:
    """Return the table of the editor: one row a project with what was decided.

    Parameters
    ----------
    inputs
        Projects of the case.
    choices
        Decisions, in the order of the projects.
    parks
        Words of each park by its key.
    language
        Language of the words.
    """
    names = plan_names()
    return pd.DataFrame(
        {
            "project_id": project.project_id,
            "name": project.name.pick(language),
            "lock": parks.get(choice.park_id, translate("plan.choices.free", language)),
            "ban": [parks[park] for park in choice.banned if park in parks],
            "out": choice.out,
            "cluster": names[project.cluster_id].pick(language)
            if project.cluster_id in names
            else project.cluster_id,
            "land": round(project.land_ha, 1),
            "output": project.output_cny / CNY_PER_YI,
            "year": "" if project.year is None else str(project.year),
        }
        for project, choice in zip(inputs.projects, choices, strict=True)
    )


def choices_in(table: pd.DataFrame, parks: dict[str, str]) -> tuple[Choice, ...]:
    """Return the decisions that stand in the table of the editor."""
    keys = {word: park for park, word in parks.items()}
    return tuple(
        Choice(
            str(row["project_id"]),
            keys.get(str(row["lock"]), ""),
            tuple(
                keys[word] for word in (row["ban"] if isinstance(row["ban"], list) else []) if word in keys
            ),
            bool(row["out"]),
        )
        for row in table.to_dict("records")
    )


def _columns(parks: list[str], language: Language) -> dict[str, Any]:
    """Return how the columns are drawn; those of decisions come first after the name."""

    def word(name: str) -> str:
        return translate(f"plan.choices.{name}", language)

    config = st.column_config
    return {
        "project_id": config.TextColumn(word("project_id"), width="small"),
        "name": config.TextColumn(word("name"), width="medium"),
        "cluster": config.TextColumn(word("cluster"), width="medium"),
        "land": config.NumberColumn(word("land"), format="%.1f", width="small"),
        "output": config.NumberColumn(word("output"), format="%.1f", width="small"),
        "year": config.TextColumn(word("year"), width="small"),
        "lock": config.SelectboxColumn(word("lock"), options=parks, width="medium", required=True),
        "ban": config.MultiselectColumn(word("ban"), options=parks[1:], width="medium"),
        "out": config.CheckboxColumn(word("out"), width="small"),
    }
