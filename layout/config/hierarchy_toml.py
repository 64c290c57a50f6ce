"""A plain hierarchy of criteria in TOML: the same experts and groups that a case has, over criteria named in it."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from layout.config.case_weights import AhpWeights
from layout.config.checking_ahp import check_ahp
from layout.config.toml_file import build, read_toml
from layout.entities.model import Text, UniqueTuple


class Hierarchy(AhpWeights):
    """AHP over criteria that the file names.

    Parameters
    ----------
    criteria
        The criteria, in the order of the result.
    """

    criteria: Annotated[UniqueTuple[Text], Field(min_length=1)]


def is_hierarchy(path: str | Path) -> bool:
    """Return whether a TOML file is a plain hierarchy: it has `experts` at its top, which a case never has.

    Raises
    ------
    CaseError
        The file cannot be read, or is not TOML.
    """
    return "experts" in read_toml(path)


def load_hierarchy(path: str | Path) -> Hierarchy:
    """Return the hierarchy in a TOML file.

    Raises
    ------
    UnknownKeyError
        A key does not exist.
    CaseError
        The file cannot be read, is not TOML, or cannot be weighed as written.
    """
    data = {"method": "ahp", **read_toml(path)}
    found = build(Hierarchy, data, origin=Path(path).name)
    check_ahp(found, found.criteria)
    return found
