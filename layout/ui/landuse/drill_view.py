"""The way from the city down to a park: choices, the trail back up, totals of what is chosen, rows that open the next step."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.ui.cells import number_text, share_text
from layout.ui.charts import download_table
from layout.ui.state import publish, recall_choice, remember
from layout.ui.widgets import choice, heading, quiet
from layout.viz.escape import safe_html
from layout.workflow.landuse.drill import STEPS, Focus, Step, next_steps, options, trail, valid
from layout.workflow.maps.park_places import CITY

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

    from layout.workflow.landuse.efficiency import Efficiency

_ALL = ""
_ROW_PX, _MOST_PX = 35, 400
_TEXTS: dict[str, Literal["small", "medium"]] = {"name": "medium", "parks": "small", "basis": "small"}
_TABLE = {"intensity": "%.2f", "gap": "%.1f"}


def ask_focus(found: "Efficiency", language: Language) -> Focus:
    """Draw the choices of zone, district and park and the trail; return where the reader is. The URL carries it."""
    asked = Focus(
        **{step: recall_choice(f"at_{step}", _every(found, step), default=_ALL) or _ALL for step in STEPS}
    )
    focus = valid(found, asked)
    for column, step in zip(st.columns(len(STEPS)), STEPS, strict=True):
        names = {_ALL: translate(f"drill.all.{step}", language)}
        names |= {key: name.pick(language) for key, name in options(found, focus, step=step).items()}
        with column:
            remember(f"at_{step}", getattr(focus, step))
            picked = choice(
                f"at_{step}", names, label=translate(f"drill.step.{step}", language), default=_ALL
            )
        if picked != getattr(focus, step):
            focus = valid(found, Focus(**{**{one: getattr(focus, one) for one in STEPS}, step: picked}))
    publish({f"at_{step}": getattr(focus, step) or None for step in STEPS})
    _show_trail(found, focus, language)
    return focus


def _every(found: "Efficiency", step: Step) -> tuple[str, ...]:
    """Return everything that a step may be, wherever it lies."""
    return (_ALL, *options(found, Focus(), step=step))


def go(focus: Focus) -> None:
    """Take the reader to a focus, at the next run."""
    for step in STEPS:
        remember(f"at_{step}", getattr(focus, step))


def _show_trail(found: "Efficiency", focus: Focus, language: Language) -> None:
    """Draw the way back up as a row of buttons; where the reader is, it is text."""
    way = trail(found, focus)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="cq_trail"):
        for step, name in way[:-1]:
            st.button(
                f"{name.pick(language)} ›",
                key=f"up_{step}",
                type="tertiary",
                on_click=partial(go, focus.up_to(step)),
            )
        st.html(f"<b>{safe_html(way[-1][1].pick(language))}</b>")


def show_totals(found: "Efficiency", language: Language) -> None:
    """Show intensity, gap and coverage of what is chosen; a park of another is counted once."""
    total = found.levels["city"]
    if total.empty:
        return
    row = total.loc[[CITY]].to_dict("records")[0]
    money = translate("map.unit.yi_cny", language)
    pairs = (
        ("output", number_text(row["numerator_value"], language), money),
        ("land", number_text(row["denominator_value"], language), "km²"),
        ("intensity", number_text(row["value"], language), translate("domain.unit.yi_per_km2", language)),
        ("gap", number_text(row["gap_yi"], language), money),
        ("parks", f"{row['parks_covered']}/{row['parks_total']}", ""),
        ("land_share", share_text(row["land_share"], language), ""),
    )
    cards = "".join(
        f'<div class="cq-card"><div class="cq-fact-label">{safe_html(translate(f"drill.total.{name}", language))}</div>'
        f'<div class="cq-card-value">{safe_html(value)} <span class="cq-fact-meta">{safe_html(unit)}</span></div></div>'
        for name, value, unit in pairs
    )
    st.html(f'<div class="cq-cards">{cards}</div>')


def show_next(found: "Efficiency", focus: Focus, *, language: Language) -> None:
    """Show what the focus leads to as tables whose rows open it; what has no figure is listed as such."""
    steps = next_steps(focus)
    quiet(translate("drill.next_note", language))
    for column, step in zip(st.columns(len(steps), gap="medium"), steps, strict=True):
        table = park_rows(found, language) if step == "park" else level_rows(found, step, language=language)
        with column:
            heading(translate(f"drill.next.{step}", language))
            _rows_to_choose(table, focus, step, language=language)
            download_table(_level_file(found, step), f"{step}_totals", language=language)
    if "zone" in steps:
        quiet(translate("drill.zones_overlap", language))


def _level_file(found: "Efficiency", step: Step) -> pd.DataFrame:
    """Return the whole table of a step for taking away, with the pair and the target that it rests on."""
    table = found.parks if step == "park" else found.levels[step]
    estimated = found.estimated
    return table.assign(pair=found.pair_id, target_yi_per_km2=found.target, contains_estimates=estimated)


def level_rows(found: "Efficiency", level: str, *, language: Language) -> pd.DataFrame:
    """Return the zones or districts with intensity, gap and coverage, index id, the largest gap first."""
    table = found.levels[level].sort_values("gap_yi", ascending=False, na_position="last")
    return pd.DataFrame(
        {
            "name": table[f"name_{language}"],
            "intensity": table["value"],
            "gap": table["gap_yi"],
            "parks": [
                f"{one}/{all_}"
                for one, all_ in zip(table["parks_covered"], table["parks_total"], strict=True)
            ],
            "land_share": 100 * table["land_share"],
        }
    )


def park_rows(found: "Efficiency", language: Language) -> pd.DataFrame:
    """Return the parks with intensity, gap and what they rest on, index id; those without figures last."""
    known = found.parks
    rest = found.places[~found.places.index.isin(known.index)]
    first = pd.DataFrame(
        {
            "name": known[f"name_{language}"],
            "intensity": known["intensity_yi_per_km2"],
            "gap": known["gap_yi"],
            "basis": [translate(f"landuse.basis.{basis}", language) for basis in known["basis"]],
        }
    )
    last = pd.DataFrame({"name": rest[f"name_{language}"], "basis": translate("domain.no_data", language)})
    return pd.concat([first, last]) if len(last) else first


def _rows_to_choose(table: pd.DataFrame, focus: Focus, step: Step, *, language: Language) -> None:
    """Draw a table; a click on a row opens it."""
    key = f"open_{step}_{focus.zone}_{focus.district}_{language}"
    columns: dict[str, ColumnConfig] = {
        name: st.column_config.NumberColumn(
            translate(f"drill.column.{name}", language), format=form, width="small"
        )
        for name, form in (*_TABLE.items(), ("land_share", "%.0f %%"))
        if name in table
    }
    columns |= {
        name: st.column_config.TextColumn(translate(f"drill.column.{name}", language), width=width)
        for name, width in _TEXTS.items()
        if name in table
    }
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        column_config=columns,
        height=min(_MOST_PX, _ROW_PX * (len(table) + 1) + 3),
        on_select=_opener(key, tuple(map(str, table.index)), focus, step),
        selection_mode="single-row",
        placeholder=translate("domain.no_data", language),
    )


def _opener(key: str, ids: tuple[str, ...], focus: Focus, step: Step) -> Callable[[], None]:
    """Return what happens when a row is chosen."""

    def opened() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            go(Focus(**{**{one: getattr(focus, one) for one in STEPS}, step: ids[rows[0]]}))

    return opened
