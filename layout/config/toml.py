"""The case as TOML: in, out, and the same case after both."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ValidationError

from layout.config.case import Case
from layout.config.explain import explain_validation
from layout.config.references import check_references
from layout.errors import CaseError


def build_case(data: Mapping[str, Any], *, origin: str) -> Case:
    """Return the case that `data` describes, checked whole.

    Parameters
    ----------
    data
        The tables of a case file as plain values.
    origin
        Name of the case in error messages, such as its file name.

    Raises
    ------
    UnknownKeyError
        A key does not exist.
    UnknownClusterError
        A cluster is outside the 33618 system.
    WeightError
        A weight is negative or not finite, or all that count are zero.
    CaseError
        Anything else that cannot be run as written.
    """
    try:
        case = Case.model_validate(dict(data))
    except ValidationError as error:
        raise explain_validation(error, origin=origin) from error
    check_references(case, origin=origin)
    return case


def parse_case(text: str, *, origin: str) -> Case:
    """Return the case written in TOML text; raises as `build_case`, and CaseError where it is not TOML."""
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            en=f"{origin}: not valid TOML, {error}; mend the line named.",
            zh=f"{origin}：不是有效的 TOML（{error}）；请修正所指的行。",
        ) from error
    return build_case(data, origin=origin)


def load_case(path: str | Path) -> Case:
    """Return the case in a TOML file; raises as `parse_case`, and CaseError where the file cannot be read."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CaseError(
            en=f"{file}: no such file; give the path of a case in TOML.",
            zh=f"{file}：文件不存在；请给出 TOML 案例文件的路径。",
        ) from error
    except UnicodeDecodeError as error:
        raise CaseError(
            en=f"{file}: not UTF-8 text (byte {error.start}); save the case as UTF-8.",
            zh=f"{file}：不是 UTF-8 文本（第 {error.start} 字节）；请将案例另存为 UTF-8。",
        ) from error
    except OSError as error:
        raise CaseError(
            en=f"{file}: cannot be read ({error.strerror}); give the path of a readable TOML file.",
            zh=f"{file}：无法读取（{error.strerror}）；请给出可读的 TOML 文件路径。",
        ) from error
    return parse_case(text, origin=file.name)


def case_data(case: Case) -> dict[str, Any]:
    """Return the case as plain values (what `build_case` takes), without the keys that are not set."""
    return case.model_dump(mode="json", exclude_none=True)


def dump_case(case: Case) -> str:
    """Return the case as TOML text; parsing it gives an equal case."""
    return tomli_w.dumps(case_data(case))
