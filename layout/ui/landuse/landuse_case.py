"""A case file of land use on the page: loaded, in use until another or the example takes its place, and taken away."""

from hashlib import sha256
from typing import TypeVar

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config.landuse_cases import GradingCase, LandUseCase, ProjectCase, ScenarioCase, dump_landuse_case
from layout.config.landuse_cases import parse_landuse_case as parse
from layout.errors import CaseError
from layout.i18n import translate
from layout.ui.downloads import file_button
from layout.ui.state import forget, recall, remember
from layout.ui.widgets import notice

Model = TypeVar("Model", ScenarioCase, ProjectCase, GradingCase)
MOST_BYTES = 1_000_000


def ask_case(name: str, model: type[Model], *, language: Language) -> Model | None:
    """Return the case that the reader loaded, None without; a file that cannot be used is named and changes nothing.

    Parameters
    ----------
    name
        Name of the case in the store.
    model
        What the file must hold.
    language
        Language of every word.
    """
    given = st.file_uploader(
        translate("landuse_case.load", language), type=["toml"], key=f"w_case_{name}_{language}"
    )
    if given is not None and recall(f"case.{name}.seen") != given.file_id:
        remember(f"case.{name}.seen", given.file_id)
        try:
            case = parse(text_of(given.getvalue(), given.name), model, origin=given.name)
        except ExplainedError as error:
            notice(error.message(language), "error")
        else:
            remember(f"case.{name}", (given.name, dump_landuse_case(case)))
            if not isinstance(case, GradingCase):
                remember("target", case.target_yi_per_km2)
            st.rerun()
    kept = recall(f"case.{name}")
    if kept is None:
        return None
    notice(translate("landuse_case.in_use", language, name=kept[0]))
    st.button(
        translate("landuse_case.leave", language),
        key=f"leave_case_{name}",
        on_click=forget,
        args=([f"case.{name}"],),
        width="stretch",
    )
    return parse(kept[1], model, origin=kept[0])


def text_of(content: bytes, name: str) -> str:
    """Return the text of a case file.

    Raises
    ------
    CaseError
        It is too large or not UTF-8.
    """
    try:
        if len(content) <= MOST_BYTES:
            return content.decode("utf-8-sig")
        what_en, what_zh = f"{len(content):,} bytes, at most {MOST_BYTES:,}", "文件过大"
    except UnicodeDecodeError as error:
        what_en, what_zh = f"not UTF-8 text (byte {error.start})", "不是 UTF-8 文本"
    raise CaseError(
        en=f"{name}: {what_en}; give a TOML case.", zh=f"{name}：{what_zh}；请提供 TOML 案例文件。"
    )


def token_of(case: LandUseCase | None) -> str:
    """Return a short name of a case, another one for another text; "own" without a case."""
    return "own" if case is None else sha256(dump_landuse_case(case).encode()).hexdigest()[:8]


def offer_case(case: LandUseCase, file_name: str, *, language: Language) -> None:
    """Offer a case as the TOML file that the command line runs."""
    file_button(
        translate("landuse.ui.download_case", language),
        dump_landuse_case(case).encode(),
        name=file_name,
        key=f"case_file_{file_name}",
        wide=False,
    )
