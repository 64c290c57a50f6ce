"""The case of a layout plan as TOML: in, out, and the same case after both."""

from pathlib import Path

from layout.config.allocation import AllocationCase
from layout.config.toml_file import build, dump, parse_toml, read_toml


def parse_allocation_case(text: str, *, origin: str) -> AllocationCase:
    """Return the case written in TOML text.

    Raises
    ------
    UnknownKeyError
        A key does not exist.
    CaseError
        It is not TOML, or cannot be run as written.
    """
    return build(AllocationCase, parse_toml(text, origin=origin), origin=origin)


def load_allocation_case(path: str | Path) -> AllocationCase:
    """Return the case in a TOML file; raises as `parse_allocation_case`, and CaseError where it cannot be read."""
    return build(AllocationCase, read_toml(path), origin=Path(path).name)


def dump_allocation_case(case: AllocationCase) -> str:
    """Return the case as TOML text; parsing it gives an equal case."""
    return dump(case)
