"""The specification of a plain table as TOML."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layout.config.mcda_spec import McdaSpec
from layout.config.toml_file import build, dump, read_toml


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
    return build(McdaSpec, data, origin=origin)


def load_spec(path: str | Path) -> McdaSpec:
    """Return the specification in a TOML file; raises as `build_spec`, and CaseError where it cannot be read."""
    return build_spec(read_toml(path), origin=Path(path).name)


def dump_spec(spec: McdaSpec) -> str:
    """Return the specification as TOML text; reading it gives an equal one."""
    return dump(spec)
