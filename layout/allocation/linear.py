"""A mixed-integer linear model as arrays: columns and rows are added, rows carry the group they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

Group = tuple[str, ...]
"""Name of what a row belongs to, such as `("land", "bishan_htz", "0")`."""

INFINITY = float("inf")


@dataclass(frozen=True, slots=True)
class Linear:
    """A model `minimise cost·x + offset, row_lower <= A x <= row_upper, lower <= x <= upper`, A by columns.

    Parameters
    ----------
    cost, lower, upper
        One entry a column.
    integral
        Whether a column takes whole numbers only.
    start, index, entry
        A in compressed columns.
    row_lower, row_upper
        One entry a row.
    group
        Name of the group of each row.
    offset
        Constant of the objective.
    """

    cost: Floats
    lower: Floats
    upper: Floats
    integral: Bools
    start: Ints
    index: Ints
    entry: Floats
    row_lower: Floats
    row_upper: Floats
    group: tuple[Group, ...]
    offset: float = 0.0

    @property
    def columns(self) -> int:
        """Return the number of columns."""
        return len(self.cost)

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return len(self.row_lower)

    def column_of_entry(self) -> Ints:
        """Return the column of each entry of A."""
        return np.repeat(np.arange(self.columns), np.diff(self.start))

    def activity(self, x: Floats) -> Floats:
        """Return A x, shape (rows,)."""
        weights = self.entry * x[self.column_of_entry()]
        return np.bincount(self.index, weights=weights, minlength=self.rows).astype(np.float64)

    def with_cost(self, cost: Floats, offset: float = 0.0) -> "Linear":
        """Return the model with another objective."""
        return replace(self, cost=cost, offset=offset)

    def with_row(self, coefficients: Floats, lower: float, *, upper: float, group: Group) -> "Linear":
        """Return the model with one more row, given as a dense vector of coefficients."""
        builder = LinearBuilder.of(self)
        used = np.flatnonzero(coefficients)
        builder.row(used.tolist(), coefficients[used].tolist(), lower=lower, upper=upper, group=group)
        return builder.build(self.cost, self.offset)

    def keep_rows(self, keep: Bools) -> "Linear":
        """Return the model with only the rows marked."""
        place = np.cumsum(keep) - 1
        entries = keep[self.index]
        counts = np.bincount(self.column_of_entry()[entries], minlength=self.columns)
        return replace(
            self,
            start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            index=place[self.index[entries]].astype(np.int64),
            entry=self.entry[entries],
            row_lower=self.row_lower[keep],
            row_upper=self.row_upper[keep],
            group=tuple(name for name, kept in zip(self.group, keep, strict=True) if kept),
        )

    def restricted(self, free: Ints, x: Floats) -> "Linear":
        """Return the model of the columns `free` while every other column stays as in `x`; empty rows are dropped.

        Parameters
        ----------
        free
            Columns that may move, increasing.
        x
            Values of all columns, shape (columns,).
        """
        lengths = self.start[free + 1] - self.start[free]
        ends = np.cumsum(lengths)
        positions = np.arange(int(ends[-1]) if len(ends) else 0)
        positions = positions - np.repeat(ends - lengths, lengths) + np.repeat(self.start[free], lengths)
        rest = x.copy()
        rest[free] = 0.0
        activity = self.activity(rest)
        rows, index = np.unique(self.index[positions], return_inverse=True)
        return Linear(
            cost=self.cost[free],
            lower=self.lower[free],
            upper=self.upper[free],
            integral=self.integral[free],
            start=np.concatenate([[0], ends]).astype(np.int64),
            index=index.astype(np.int64),
            entry=self.entry[positions],
            row_lower=self.row_lower[rows] - activity[rows],
            row_upper=self.row_upper[rows] - activity[rows],
            group=tuple(self.group[row] for row in rows),
            offset=self.offset + float(self.cost @ rest),
        )


@dataclass(slots=True)
class LinearBuilder:
    """Collects columns and rows until the model is built."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integral: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    group: list[Group] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _entries: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, model: Linear) -> "LinearBuilder":
        """Return a builder that starts from a model."""
        return cls(
            lower=model.lower.tolist(),
            upper=model.upper.tolist(),
            integral=model.integral.tolist(),
            row_lower=model.row_lower.tolist(),
            row_upper=model.row_upper.tolist(),
            group=list(model.group),
            _rows=model.index.tolist(),
            _columns=model.column_of_entry().tolist(),
            _entries=model.entry.tolist(),
        )

    def column(self, lower: float = 0.0, upper: float = 1.0, *, integral: bool = False) -> int:
        """Add a column and return its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.integral.append(integral)
        return len(self.lower) - 1

    def row(
        self, columns: Sequence[int], entries: Sequence[float], *, lower: float, upper: float, group: Group
    ) -> None:
        """Add the row `lower <= sum of entries times columns <= upper`; a column may stand twice, entries add up."""
        number = len(self.row_lower)
        merged: dict[int, float] = {}
        for column, entry in zip(columns, entries, strict=True):
            merged[column] = merged.get(column, 0.0) + entry
        for column, entry in merged.items():
            if entry:
                self._rows.append(number)
                self._columns.append(column)
                self._entries.append(entry)
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.group.append(group)

    def at_most(
        self, columns: Sequence[int], entries: Sequence[float], *, limit: float, group: Group
    ) -> None:
        """Add `sum <= limit`."""
        self.row(columns, entries, lower=-INFINITY, upper=limit, group=group)

    def at_least(
        self, columns: Sequence[int], entries: Sequence[float], *, limit: float, group: Group
    ) -> None:
        """Add `sum >= limit`."""
        self.row(columns, entries, lower=limit, upper=INFINITY, group=group)

    def build(self, cost: Floats | None = None, offset: float = 0.0) -> Linear:
        """Return the model."""
        size = len(self.lower)
        rows = np.array(self._rows, dtype=np.int64)
        columns = np.array(self._columns, dtype=np.int64)
        order = np.lexsort((rows, columns))
        counts = np.bincount(columns, minlength=size)
        return Linear(
            cost=np.zeros(size) if cost is None else cost,
            lower=np.array(self.lower, dtype=np.float64),
            upper=np.array(self.upper, dtype=np.float64),
            integral=np.array(self.integral, dtype=np.bool_),
            start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            index=rows[order],
            entry=np.array(self._entries, dtype=np.float64)[order],
            row_lower=np.array(self.row_lower, dtype=np.float64),
            row_upper=np.array(self.row_upper, dtype=np.float64),
            group=tuple(self.group),
            offset=offset,
        )
