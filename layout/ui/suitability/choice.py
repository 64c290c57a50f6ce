"""Which study the page shows: one that ships, one that was loaded with its layers, or one built from the office's layers."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import (
    build_suitability_case,
    load_suitability_case,
    parse_suitability_case,
)
from layout.i18n import translate
from layout.resources import bundle_folder
from layout.ui.state import recall, remember
from layout.ui.suitability.build import ask_built
from layout.ui.suitability.files import new_folder, plain_name, take_file
from layout.ui.suitability.shown import Source
from layout.ui.widgets import choice, notice, quiet

REGIONAL: Final = "regional"
LOADED: Final = "loaded"
BUILT: Final = "built"
_STORE: Final = "suit.loaded"
_FOLDER: Final = "suitability"
MAX_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case that the reader has loaded, the folder of its layers, and which file of ours stands for which of its paths."""

    name: str
    text: str
    folder: Path
    files: tuple[tuple[str, str], ...] = ()

    @property
    def case(self) -> SuitabilityCase:
        """Return the case with its paths replaced; a path that no file was brought for names none."""
        data: dict[str, Any] = parse_suitability_case(self.text, origin=self.name).model_dump()
        own = dict(self.files)
        for layer in data["layers"].values():
            if layer.get("path") is not None:
                layer["source"] = layer["source"] or plain_name(layer["path"])
                layer["path"] = own.get(plain_name(layer["path"]), plain_name(layer["path"]))
        if data["area"]["path"] is not None:
            data["area"]["path"] = own.get(plain_name(data["area"]["path"]), plain_name(data["area"]["path"]))
        if data["register"] is not None:
            path = plain_name(data["register"]["path"])
            data["register"]["path"] = own.get(path, path)
        return build_suitability_case(data, origin=self.name)

    @property
    def missing(self) -> list[str]:
        """Return the files that the case names and nobody has brought."""
        case = parse_suitability_case(self.text, origin=self.name)
        named = [layer.path for layer in case.layers.values() if layer.path] + [case.area.path or ""]
        named.append("" if case.office_register is None else case.office_register.path)
        return [path for path in dict.fromkeys(named) if path and plain_name(path) not in dict(self.files)]


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Path]:
    """Return the studies of the product by the name of their file."""
    return {path.stem: path for path in sorted((bundle_folder() / "cases" / _FOLDER).glob("*.toml"))}


def ask_source(language: Language) -> Source | None:
    """Draw the choice of the study and return it, None while a chosen one is not complete.

    Parameters
    ----------
    language
        Language of every word.
    """
    titles = {key: load_suitability_case(path).title.pick(language) for key, path in _shipped().items()}
    loaded: Loaded | None = recall(_STORE)
    titles[LOADED] = translate("suitpage.source.loaded", language)
    titles[BUILT] = translate("suitpage.source.built", language)
    with st.columns([1, 1])[0]:
        key = choice("study", titles, label=translate("suitpage.source.label", language), default=REGIONAL)
    if key == LOADED:
        return _loaded_source(loaded, language)
    if key == BUILT:
        return ask_built(language)
    path = _shipped()[key]
    return Source(load_suitability_case(path), path.parent)


def _loaded_source(loaded: Loaded | None, language: Language) -> Source | None:
    """Draw the fields for a case and its layers and return the study, None without a case."""
    complete = loaded is not None and not loaded.missing
    with st.expander(translate("suitpage.source.files", language), expanded=not complete):
        quiet(translate("suitpage.source.load_note", language))
        left, right = st.columns([1, 2])
        with left:
            loaded = _ask_case(loaded, language)
        if loaded is None:
            notice(translate("suitpage.source.no_case", language), "empty")
            return None
        with right:
            loaded = _ask_layers(loaded, language)
    remember(_STORE, loaded)
    if loaded.missing:
        notice(translate("suitpage.source.missing", language, files=", ".join(loaded.missing)), "warn")
    return Source(loaded.case, loaded.folder, apart=True)


def _ask_case(loaded: Loaded | None, language: Language) -> Loaded | None:
    """Draw the field for a case and return the one that is loaded then."""
    label = translate("suitpage.source.case_file", language)
    given = st.file_uploader(label, type=["toml"], key=f"w_suit_case_{language}")
    if given is None or recall("suit.case_seen") == given.file_id:
        return loaded
    remember("suit.case_seen", given.file_id)
    return _taken(given.name, given.getvalue(), language) or loaded


def _ask_layers(loaded: Loaded, language: Language) -> Loaded:
    """Draw the field for the files of a case and return the case with those that were brought."""
    label = translate("suitpage.source.layer_files", language)
    files = st.file_uploader(label, accept_multiple_files=True, key=f"w_suit_layers_{language}")
    seen: set[str] = recall("suit.layers_seen", set())
    for file in files or ():
        if file.file_id not in seen:
            seen.add(file.file_id)
            loaded = _with_file(loaded, file.name, file.getvalue(), language)
    remember("suit.layers_seen", seen)
    return loaded


def _taken(name: str, content: bytes, language: Language) -> Loaded | None:
    """Return a case that was loaded, None after saying what is wrong with it."""
    try:
        text = content[: MAX_BYTES + 1].decode("utf-8-sig")
        parse_suitability_case(text, origin=name)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return None
    except UnicodeDecodeError:
        notice(translate("suitpage.source.not_text", language, name=name), "error")
        return None
    return Loaded(name, text, new_folder())


def _with_file(loaded: Loaded, name: str, content: bytes, language: Language) -> Loaded:
    """Return the loaded case with one more of its files, or as it was after saying what is wrong with the file."""
    try:
        own = take_file(loaded.folder, content, name=name, number=len(loaded.files) + 1)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return loaded
    return Loaded(loaded.name, loaded.text, loaded.folder, (*loaded.files, (plain_name(name), own)))
