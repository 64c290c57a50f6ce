"""The suitability case as TOML: in, out, and the same case after both."""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import tomli_w
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from geodata.errors import ExplainedError
from geodata.text import Bilingual
from layout.config.explain import explain_validation, key_path
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError, UnknownKeyError

_EXPECTED: dict[str, Bilingual] = {
    "one_mode": Bilingual(
        en="exactly one mode: exclude, include, weight or force",
        zh="exclude、include、weight、force 中恰好一种",
    ),
    "one_test": Bilingual(
        en="exactly one kind of test: values, limits (ge/gt/le/lt), or one of inside, within_m, beyond_m",
        zh="恰好一种条件：values，或界限（ge/gt/le/lt），或 inside、within_m、beyond_m 之一",
    ),
    "limits": Bilingual(
        en="one lower and one upper limit that some value meets", zh="上下限各至多一个，且能够满足"
    ),
    "class_numbers": Bilingual(
        en='class numbers of a raster measured by value, or "other"', zh="按值取用的栅格类别编号，或 other"
    ),
}


def build_suitability_case(data: Mapping[str, Any], *, origin: str) -> SuitabilityCase:
    """Return the case that `data` describes, checked whole.

    Parameters
    ----------
    data
        The tables of a case file as plain values.
    origin
        Name of the case in error messages.

    Raises
    ------
    UnknownKeyError
        A key does not exist.
    WeightError
        Weights that cannot be.
    CaseError
        Anything else that cannot be run as written.
    """
    try:
        return SuitabilityCase.model_validate(dict(data))
    except ValidationError as error:
        raise _explained(error, origin) from error


def load_suitability_case(path: str | Path) -> SuitabilityCase:
    """Return the case in a TOML file; raises as `build_suitability_case`, and CaseError where it cannot be read."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            en=f"{file}: not UTF-8 text (byte {error.start}); save the case as UTF-8.",
            zh=f"{file}：不是 UTF-8 文本（第 {error.start} 字节）；请将案例另存为 UTF-8。",
        ) from error
    except OSError as error:
        raise CaseError(
            en=f"{file}: cannot be read ({error.strerror}); give the path of a case in TOML.",
            zh=f"{file}：无法读取（{error.strerror}）；请给出 TOML 案例文件的路径。",
        ) from error
    return parse_suitability_case(text, origin=file.name)


def parse_suitability_case(text: str, *, origin: str) -> SuitabilityCase:
    """Return the case that a TOML text describes; raises as `build_suitability_case`, and CaseError where it is no TOML."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            en=f"{origin}: not valid TOML, {error}; mend the line named.",
            zh=f"{origin}：不是有效的 TOML（{error}）；请修正所指的行。",
        ) from error
    return build_suitability_case(data, origin=origin)


def dump_suitability_case(case: SuitabilityCase) -> str:
    """Return the case as TOML text; parsing it gives an equal case."""
    return tomli_w.dumps(case.model_dump(mode="json", exclude_none=True, exclude_defaults=True))


def _explained(error: ValidationError, origin: str) -> ExplainedError:
    """Return the project's own error for the first finding."""
    findings = error.errors(include_url=False)
    for finding in findings:
        if finding["type"] == "extra_forbidden":
            text = _unknown_key(finding)
            return UnknownKeyError(en=f"{origin}: {text.en}", zh=f"{origin}：{text.zh}")
    first = findings[0]
    if first["type"] in _EXPECTED:
        found = first.get("ctx", {}).get("found", "-")
        expected = _EXPECTED[first["type"]]
        path = key_path(first)
        return CaseError(
            en=f"{origin}: {path}: found {found}, expected {expected.en}.",
            zh=f"{origin}：{path}：现为 {found}，应为 {expected.zh}。",
        )
    return explain_validation(error, origin=origin)


def _unknown_key(finding: ErrorDetails) -> Bilingual:
    """Return the sentence for a key that does not exist, with the nearest that does."""
    path, wrong = key_path(finding), str(finding["loc"][-1])
    known = sorted(_known_keys(finding["loc"][:-1]))
    near = difflib.get_close_matches(wrong, known, n=1)
    if near:
        return Bilingual(
            en=f"unknown key {path}; did you mean {near[0]}?", zh=f"未知键 {path}；是否应为 {near[0]}？"
        )
    listed = ", ".join(known)
    return Bilingual(
        en=f"unknown key {path}; expected one of {listed}.", zh=f"未知键 {path}；可用的键为 {listed}。"
    )


def _known_keys(location: tuple[int | str, ...]) -> set[str]:
    """Return the keys that the table at `location` may have."""
    models: list[type[BaseModel]] = [SuitabilityCase]
    for part in location:
        named = [model for model in models if part in model.model_fields]
        inner = [item for model in named for item in _models_in(model.model_fields[str(part)].annotation)]
        models = inner or models
    return {key for model in models for key in model.model_fields}


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Return the models that an annotation names, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
