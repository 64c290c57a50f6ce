"""Shipped cases with some keys changed, for the tests of rankings."""

from typing import Any

from layout.config import build_case, case_data, load_case
from layout.config.case import Case
from layout.resources import find_case

SHIPPED = ("nev-battery", "power-semiconductor", "chemical-new-materials")


def case(name: str = "nev-battery", **changes: Any) -> Case:  # noqa: ANN401 - any value that a case may hold
    """Return a shipped case after changes to dotted keys (`__` for a dot)."""
    data = case_data(load_case(find_case(name)))
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = data
        for key in parents:
            place = place[key]
        place[last] = value
    return build_case(data, origin="test")
