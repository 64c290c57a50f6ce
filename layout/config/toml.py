"""The case as TOML: in, out, and the same case after both."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layout.config.case import Case
from layout.config.references import check_references
from layout.config.toml_file import build, dump, parse_toml, read_toml


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
    case = build(Case, data, origin=origin)
    check_references(case, origin=origin)
    return case


def parse_case(text: str, *, origin: str) -> Case:
    """Return the case written in TOML text; raises as `build_case`, and CaseError where it is not TOML."""
    return build_case(parse_toml(text, origin=origin), origin=origin)


def load_case(path: str | Path) -> Case:
    """Return the case in a TOML file; raises as `parse_case`, and CaseError where the file cannot be read."""
    return build_case(read_toml(path), origin=Path(path).name)


def case_data(case: Case) -> dict[str, Any]:
    """Return the case as plain values (what `build_case` takes), without the keys that are not set."""
    return case.model_dump(mode="json", exclude_none=True)


def dump_case(case: Case) -> str:
    """Return the case as TOML text; parsing it gives an equal case."""
    return dump(case)
