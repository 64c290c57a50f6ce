"""The case of a layout plan as TOML: in, out, and the same case after both."""

import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import tomli_w
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from layout.config.allocation import AllocationCase
from layout.config.explain import explain_validation, key_path
from layout.errors import CaseError, UnknownKeyError


def parse_allocation_case(text: str, *, origin: str) -> AllocationCase:
    """Return the case written in TOML text.

    Raises
    ------
    UnknownKeyError
        A key does not exist.
    CaseError
        It is not TOML, or cannot be run as written.
    """
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            en=f"{origin}: not valid TOML, {error}; mend the line named.",
            zh=f"{origin}：不是有效的 TOML（{error}）；请修正所指的行。",
        ) from error
    try:
        return AllocationCase.model_validate(data)
    except ValidationError as error:
        for finding in error.errors(include_url=False):
            if finding["type"] == "extra_forbidden":
                raise _unknown_key(finding, origin) from error
        raise explain_validation(error, origin=origin) from error


def load_allocation_case(path: str | Path) -> AllocationCase:
    """Return the case in a TOML file; raises as `parse_allocation_case`, and CaseError where it cannot be read."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CaseError(
            en=f"{file}: cannot be read ({reason}); give the path of a TOML case in UTF-8.",
            zh=f"{file}：无法读取（{reason}）；请给出 UTF-8 编码的 TOML 案例文件路径。",
        ) from error
    return parse_allocation_case(text, origin=file.name)


def dump_allocation_case(case: AllocationCase) -> str:
    """Return the case as TOML text; parsing it gives an equal case."""
    return tomli_w.dumps(case.model_dump(mode="json", exclude_none=True))


def _unknown_key(finding: ErrorDetails, origin: str) -> UnknownKeyError:
    """Return the error for a key that the case does not have, with the keys that it could be."""
    known = sorted(_known_keys(finding["loc"][:-1]))
    near = difflib.get_close_matches(str(finding["loc"][-1]), known, n=1)
    path = key_path(finding)
    en = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}."
    zh = f"是否应为 {near[0]}？" if near else f"可用的键为 {', '.join(known)}。"
    return UnknownKeyError(en=f"{origin}: unknown key {path}; {en}", zh=f"{origin}：未知键 {path}；{zh}")


def _known_keys(location: tuple[int | str, ...]) -> set[str]:
    """Return the keys that the table at `location` may have."""
    models: list[type[BaseModel]] = [AllocationCase]
    for part in location:
        if isinstance(part, str):
            models = [
                inner
                for model in models
                if part in model.model_fields
                for inner in _models_in(model.model_fields[part].annotation)
            ]
    return {key for model in models for key in model.model_fields}


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Return the models that an annotation names, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
