"""The specification of a plain table as TOML."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ValidationError

from layout.config.explain import explain_validation
from layout.config.mcda_spec import McdaSpec
from layout.errors import CaseError


def build_spec(data: Mapping[str, Any], *, origin: str) -> McdaSpec:
    """Return the specification that `data` describes.

    Parameters
    ----------
    data
        The tables of a file as plain values.
    origin
        Name of the file in messages.

    Raises
    ------
    UnknownKeyError, WeightError, CaseError
        What cannot be run as written, with the key.
    """
    try:
        return McdaSpec.model_validate(dict(data))
    except ValidationError as error:
        raise explain_validation(error, origin=origin, model=McdaSpec) from error


def load_spec(path: str | Path) -> McdaSpec:
    """Return the specification in a TOML file; raises as `build_spec`, and CaseError where it cannot be read."""
    file = Path(path)
    try:
        data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"UTF-8, {error.reason}"
        raise CaseError(
            en=f"{file}: cannot be read ({reason}); give the path of a specification in TOML, saved as UTF-8.",
            zh=f"{file}：无法读取（{reason}）；请给出以 UTF-8 保存的 TOML 规格文件。",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            en=f"{file.name}: not valid TOML, {error}; mend the line named.",
            zh=f"{file.name}：不是有效的 TOML（{error}）；请修正所指的行。",
        ) from error
    return build_spec(data, origin=file.name)


def dump_spec(spec: McdaSpec) -> str:
    """Return the specification as TOML text; reading it gives an equal one."""
    return tomli_w.dumps(spec.model_dump(mode="json", exclude_none=True))
