"""Which features of a vector file are wanted: by the values of their attributes, or by limits that numbers keep to."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from geodata.errors import DataFormatError

_SHOWN = 6


@runtime_checkable
class Limits(Protocol):
    """A test of numbers, such as at least 110; its text says what it asks."""

    def holds(self, value: object) -> bool:
        """Return whether a value of an attribute meets it."""
        ...


Where = Mapping[str, Sequence[str | int | float] | Limits]


def chosen(
    file: Path, columns: Mapping[str, npt.NDArray[Any]], where: Where, count: int
) -> npt.NDArray[np.bool_]:
    """Return which features meet a filter.

    Parameters
    ----------
    file
        Named in errors.
    columns
        The attributes, shape (count,) each.
    where
        Attribute -> values or limits.
    count
        Number of features.

    Raises
    ------
    DataFormatError
        There is no such attribute.
    """
    found = np.ones(count, dtype=np.bool_)
    for name, values in where.items():
        meets = values.holds if isinstance(values, Limits) else set(values).__contains__
        found &= np.fromiter(map(meets, column(file, columns, name).tolist()), np.bool_, count)
    return found


def column(file: Path, columns: Mapping[str, npt.NDArray[Any]], name: str) -> npt.NDArray[Any]:
    """Return the values of an attribute.

    Raises
    ------
    DataFormatError
        There is none of that name.
    """
    if name not in columns:
        raise DataFormatError(
            en=f"{file}: attribute {name} not found, the features have {', '.join(sorted(columns)) or 'none'}; name one of"
            " these.",
            zh=f"{file}：没有属性 {name}，现有属性为 {'、'.join(sorted(columns)) or '（无）'}；请改用其中之一。",
        )
    return columns[name]


def none_meets(file: Path, columns: Mapping[str, npt.NDArray[Any]], where: Where) -> DataFormatError:
    """Return the error for a file without features, or without one that meets the filter, with what the attributes hold."""
    if not where:
        return DataFormatError(
            en=f"{file}: no feature with a geometry; check the file, or leave out its path, and what needs it is not evaluated.",
            zh=f"{file}：没有带几何的要素；请检查文件，或不填写 path（相关规则将标为未评估）。",
        )
    asked = "; ".join(
        f"{name}: {values}" if isinstance(values, Limits) else f"{name} = {list(values)}"
        for name, values in where.items()
    )
    held = "; ".join(f"{name}: {_some(columns[name])}" for name in where)
    return DataFormatError(
        en=f"{file}: no feature with a geometry meets {asked}; found {held}. Check the filter; numbers and texts differ.",
        zh=f"{file}：没有符合 {asked} 且带几何的要素；现有取值为 {held}。请检查筛选条件，数值与文本不同。",
    )


def _some(values: npt.NDArray[Any]) -> str:
    """Return some of the values of an attribute."""
    shown = list(dict.fromkeys(repr(item) for item in values.tolist()))
    return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")
