"""The suitability case as TOML: in, out, and the same case after both."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layout.config.suitability_case import SuitabilityCase
from layout.config.toml_file import build, dump, parse_toml, read_toml


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
    return build(SuitabilityCase, data, origin=origin)


def load_suitability_case(path: str | Path) -> SuitabilityCase:
    """Return the case in a TOML file; raises as `build_suitability_case`, and CaseError where it cannot be read."""
    return build_suitability_case(read_toml(path), origin=Path(path).name)


def parse_suitability_case(text: str, *, origin: str) -> SuitabilityCase:
    """Return the case that a TOML text describes; raises as `build_suitability_case`, and CaseError where it is no TOML."""
    return build_suitability_case(parse_toml(text, origin=origin), origin=origin)


def dump_suitability_case(case: SuitabilityCase) -> str:
    """Return the case as TOML text; parsing it gives an equal case."""
    return dump(case, defaults=False)
