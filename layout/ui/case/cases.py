"""The cases that the page can start from: those that ship with the product, and one that the reader has loaded."""

from functools import lru_cache

from geodata.text import Language
from layout.config import Case, load_case, parse_case
from layout.errors import CaseError
from layout.i18n import translate
from layout.resources import shipped_cases
from layout.ui.state import forget_below, recall, remember

LOADED = "loaded"
MAX_BYTES = 1_000_000
_STORE = "loaded_case"


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Case]:
    """Return the cases of the product by the name of their file."""
    return {path.stem: load_case(path) for path in shipped_cases()}


def case_titles(language: Language) -> dict[str, str]:
    """Return the titles of the cases to start from, by their key; the loaded one comes last."""
    titles = {key: case.title.pick(language) for key, case in _shipped().items()}
    loaded = recall(_STORE)
    if loaded is not None:
        words = translate(
            "ui.sites.loaded", language, title=parse_case(loaded[1], origin=loaded[0]).title.pick(language)
        )
        titles[LOADED] = words
    return titles


def case_by_key(key: str) -> Case:
    """Return the case behind a key of `case_titles`."""
    if key == LOADED:
        name, text = recall(_STORE)
        return parse_case(text, origin=name)
    return _shipped()[key]


def take_case(name: str, content: bytes) -> None:
    """Keep an uploaded case file for this session; nothing is kept of one that cannot be run.

    What was changed of a case loaded before belongs to that one and is dropped.

    Parameters
    ----------
    name
        Name of the file as the browser gave it; it is shown as plain text and opened nowhere.
    content
        Bytes of the file.

    Raises
    ------
    CaseError
        The file is too large, not UTF-8 TOML, or not a case that can be run.
    """
    if len(content) > MAX_BYTES:
        raise CaseError(
            en=f"{name}: {len(content):,} bytes, expected a case file of at most {MAX_BYTES:,}; choose a TOML case file.",
            zh=f"{name}：{len(content):,} 字节，案例文件不应超过 {MAX_BYTES:,} 字节；请选择 TOML 案例文件。",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            en=f"{name}: not UTF-8 text (byte {error.start}); save the case as UTF-8.",
            zh=f"{name}：不是 UTF-8 文本（第 {error.start} 字节）；请将案例另存为 UTF-8。",
        ) from error
    parse_case(text, origin=name)
    forget_below(f"{LOADED}.")
    remember(_STORE, (name, text))
