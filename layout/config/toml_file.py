"""What every case written in TOML shares: reading, checking whole by its model, writing."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import tomli_w
from pydantic import BaseModel, ValidationError

from layout.config.explain import explain_validation
from layout.errors import CaseError

Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: str | Path) -> dict[str, Any]:
    """Return the tables of a TOML file as plain values.

    Raises
    ------
    CaseError
        The file cannot be read, is not UTF-8, or is not TOML.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            en=f"{file}: not UTF-8 text (byte {error.start}); save the file as UTF-8.",
            zh=f"{file}：不是 UTF-8 文本（第 {error.start} 字节）；请将文件另存为 UTF-8。",
        ) from error
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        en = "no such file" if missing else str(error.strerror)
        zh = "文件不存在" if missing else str(error.strerror)
        raise CaseError(
            en=f"{file}: cannot be read ({en}); give the path of a TOML file.",
            zh=f"{file}：无法读取（{zh}）；请给出 TOML 文件的路径。",
        ) from error
    return parse_toml(text, origin=file.name)


def parse_toml(text: str, *, origin: str) -> dict[str, Any]:
    """Return the tables written in TOML text.

    Raises
    ------
    CaseError
        It is not TOML.
    """
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            en=f"{origin}: not valid TOML, {error}; mend the line named.",
            zh=f"{origin}：不是有效的 TOML（{error}）；请修正所指的行。",
        ) from error


def build(model: type[Model], data: Mapping[str, Any], *, origin: str) -> Model:
    """Return the model that `data` describes, checked whole.

    Parameters
    ----------
    model
        What the data are to be.
    data
        The tables of a file as plain values.
    origin
        Name of the file in messages.

    Raises
    ------
    UnknownKeyError
        A key does not exist; the nearest that does is named.
    WeightError
        Weights that cannot be.
    CaseError
        Anything else that cannot be run as written.
    """
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        raise explain_validation(error, origin=origin, model=model) from error


def dump(model: BaseModel, *, defaults: bool = True) -> str:
    """Return a model as TOML text; reading it gives an equal one.

    Parameters
    ----------
    model
        A case or a specification.
    defaults
        Whether keys that hold their default are written too.
    """
    return tomli_w.dumps(model.model_dump(mode="json", exclude_none=True, exclude_defaults=not defaults))
