"""The step "rules": every rule that bears on the project, what it removed, and what could not be evaluated."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.config import Case
from layout.i18n import translate
from layout.rules.article import article_text
from layout.ui.case.draft import draft_case
from layout.ui.case.edits import several_edit
from layout.ui.cells import cell_text
from layout.ui.charts import download_table
from layout.ui.kept.runs import run_case
from layout.ui.ranking.ranking_view import excluded_html
from layout.ui.widgets import heading, notice, quiet, table_html
from layout.workflow.ranking.rule_board import CHOOSABLE, case_rules, rule_board

_COLUMNS = ("rule", "kind", "effect", "pass", "fail", "not_evaluated", "removed", "document", "needs")


def show_rules(key: str, language: Language) -> None:
    """Draw the choice of rules to enforce, then what came of all of them.

    Raises
    ------
    EmptyCandidatesError
        The rules removed every candidate.
    """
    heading(translate("sites.rules.title", language), translate("ui.sites.rules_note", language))
    case = draft_case(key, language)
    _enforced(key, case, language)
    result = run_case(case).result
    board = rule_board(result)
    open_ones = int((board["not_evaluated"] > 0).sum())
    if open_ones:
        text = translate("sites.rules.open", language, count=open_ones, total=len(board))
        notice(text, "warn")
    st.html(board_html(board, language))
    with st.columns([1, 3])[0]:
        download_table(board, "rules", language=language)
    heading(translate("ui.sites.excluded_title", language))
    removed = excluded_html(result, language)
    if removed:
        st.html(removed)
    else:
        quiet(translate("ui.sites.none_excluded", language))


def _enforced(key: str, case: Case, language: Language) -> None:
    """Draw the choice of the control indicators that remove a site which fails them."""
    names = {rule.rule_id: rule.name.pick(language) for rule in case_rules(case) if rule.kind == CHOOSABLE}
    # a rule that the case names and that does not bear on the project stays, and is warned of
    names |= {rule: rule for rule in case.rules.enforce if rule not in names}
    several_edit(
        key,
        "rules.enforce",
        options=names,
        chosen=case.rules.enforce,
        label=translate("sites.rules.enforce", language),
        placeholder=translate("ui.sites.none", language),
    )


def board_html(board: pd.DataFrame, language: Language) -> str:
    """Return the rules as a table; those that were evaluated or that removed a site come first."""
    heads = [translate(f"sites.column.{name}", language) for name in _COLUMNS]
    order = board.assign(known=board["pass"] + board["fail"]).sort_values(
        ["removed", "known"], ascending=False, kind="stable"
    )
    rows = [
        (
            str(row[f"name_{language}"]),
            translate(f"sites.rule_kind.{row['kind']}", language),
            translate(f"sites.rules.{'removes' if row['removes'] else 'tells'}", language),
            *(str(row[name]) for name in ("pass", "fail", "not_evaluated", "removed")),
            _document(row, language),
            str(row[f"needs_{language}"]),
        )
        for row in order.to_dict("records")
    ]
    return f'<div class="cq-even">{table_html(heads, rows, numeric=(3, 4, 5, 6), firm=(1, 2))}</div>'


def _document(row: Mapping[Hashable, Any], language: Language) -> str:
    """Return document, article and year of a rule."""
    year = "" if pd.isna(row["year"]) else f"({cell_text(row['year'], language)})"
    return " ".join(filter(None, (row["document"], article_text(row["article"]).pick(language), year)))
