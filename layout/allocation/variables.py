"""The columns of a layout problem: which project (or which share of it) goes to which park, and land that is released."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from layout.allocation.linear import INFINITY, Floats, Group, Ints, LinearBuilder
from layout.allocation.problem import Problem

STRUCTURE: Group = ("structure",)
"""Group of the rows that say what the columns mean; they are never part of a conflict."""

ONE_PLACE: Group = (STRUCTURE[0], "one_place")
"""Group of the rows that give an indivisible project at most one park; likewise never part of a conflict."""

SCARCE = 2.0
"""Where the projects that may come to a park need more than so many times its land, no row for each of them is made."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A linear expression over columns.

    Parameters
    ----------
    columns, entries
        Columns and their factors; a column may stand twice.
    constant
        What is added.
    """

    columns: tuple[int, ...] = ()
    entries: tuple[float, ...] = ()
    constant: float = 0.0

    def __add__(self, other: "Expression") -> "Expression":
        """Return the sum."""
        return Expression(
            self.columns + other.columns, self.entries + other.entries, self.constant + other.constant
        )

    def times(self, factor: float) -> "Expression":
        """Return the multiple."""
        return Expression(
            self.columns, tuple(factor * entry for entry in self.entries), factor * self.constant
        )

    def dense(self, size: int) -> Floats:
        """Return the factors as a vector, shape (size,)."""
        vector = np.zeros(size)
        np.add.at(vector, np.array(self.columns, dtype=np.int64), np.array(self.entries, dtype=np.float64))
        return vector


@dataclass(slots=True)
class Variables:
    """Where the columns of a problem stand.

    Parameters
    ----------
    problem
        The problem.
    builder
        Where further columns and rows go.
    mask
        Pairs that have columns, shape (projects, parks).
    presence
        Column that says whether a project has a part in a park; -1 where there is none. Shape (projects, parks).
    share
        Column of the share of the project; the same as `presence` for an indivisible project.
    released
        Column of the hectares released in each park, by its position; only parks with low-efficiency land.
    opened
        Column that says whether a park takes any project, by its position; made when first asked for.
    everything
        Whether the model is there to explain a conflict: every limit stands in rows of its own group only.
    """

    problem: Problem
    builder: LinearBuilder
    mask: npt.NDArray[np.bool_]
    presence: Ints
    share: Ints
    released: dict[int, int] = field(default_factory=dict)
    opened: dict[int, int] = field(default_factory=dict)
    everything: bool = False

    def placed(self, amounts: Floats, parks: list[int], *, projects: list[int] | None = None) -> Expression:
        """Return the sum over pairs of amount times share.

        Parameters
        ----------
        amounts
            What each pair brings, shape (projects, parks).
        parks, projects
            The pairs that count; None means all projects.
        """
        rows = list(range(len(self.problem.projects))) if projects is None else projects
        block = self.share[np.ix_(rows, parks)]
        there = (block >= 0) & (amounts[np.ix_(rows, parks)] != 0)
        columns = block[there]
        entries = amounts[np.ix_(rows, parks)][there]
        return Expression(tuple(columns.tolist()), tuple(entries.tolist()))

    def new_land(self, park: int) -> Expression:
        """Return the new land that a park gives by the last phase, before it is cut off at zero."""
        land = self.placed(self.problem.amounts("land_ha"), [park])
        if park in self.released:
            land += Expression((self.released[park],), (-1.0,))
        return land


def add_pairs(problem: Problem, *, everything: bool = False) -> Variables:
    """Return the columns of the pairs with the rows that give them their meaning.

    Parameters
    ----------
    problem
        The problem.
    everything
        Whether pairs that may not be chosen have columns too, so that what forbids them can be named in a conflict.
    """
    builder = LinearBuilder()
    mask = np.ones_like(problem.allowed) if everything else problem.allowed
    presence = np.full(mask.shape, -1, dtype=np.int64)
    share = presence.copy()
    for row, project in enumerate(problem.projects):
        for column in np.flatnonzero(mask[row]).tolist():
            presence[row, column] = share[row, column] = builder.column(integral=True)
            if project.max_parts > 1:
                share[row, column] = builder.column()
    variables = Variables(problem, builder, mask, presence, share, everything=everything)
    for row in range(len(problem.projects)):
        _add_project_rows(variables, row)
    for position, park in enumerate(problem.parks):
        if park.low_efficiency_ha > 0:
            variables.released[position] = builder.column(0.0, park.low_efficiency_ha)
    return variables


def _add_project_rows(variables: Variables, row: int) -> None:
    """Add the rows of one project: placed whole or not at all, in at most so many parts."""
    project, builder = variables.problem.projects[row], variables.builder
    shares = variables.share[row][variables.mask[row]].tolist()
    parts = variables.presence[row][variables.mask[row]].tolist()
    required = project.required or project.project_id in variables.problem.fixed
    if required:
        builder.at_least(shares, [1.0] * len(shares), limit=1.0, group=("place", project.project_id))
    if project.max_parts == 1:
        builder.at_most(shares, [1.0] * len(shares), limit=1.0, group=ONE_PLACE)
        return
    whole = builder.column(integral=True)
    builder.row([*shares, whole], [1.0] * len(shares) + [-1.0], lower=0.0, upper=0.0, group=STRUCTURE)
    builder.at_most(parts, [1.0] * len(parts), limit=float(project.max_parts), group=STRUCTURE)
    for part, portion in zip(parts, shares, strict=True):
        builder.at_most([portion, part], [1.0, -1.0], limit=0.0, group=STRUCTURE)
        builder.row([portion, part], [1.0, -project.min_share], lower=0.0, upper=INFINITY, group=STRUCTURE)


def opened_column(variables: Variables, park: int) -> int:
    """Return the column that says whether a park takes any project, making it when first asked for."""
    if park in variables.opened:
        return variables.opened[park]
    builder = variables.builder
    opened = variables.opened[park] = builder.column(integral=True)
    rows = np.flatnonzero(variables.presence[:, park] >= 0).tolist()
    parts = variables.presence[rows, park].tolist()
    if not add_switch(variables, park, switch=opened, projects=rows):
        for part in parts:
            builder.at_most([part, opened], [1.0, -1.0], limit=0.0, group=STRUCTURE)
    builder.at_most([opened, *parts], [1.0] + [-1.0] * len(parts), limit=0.0, group=STRUCTURE)
    return opened


def add_switch(variables: Variables, park: int, *, switch: int, projects: list[int], on: bool = True) -> bool:
    """Add: what projects take of a park's land and resources is at most all there is times a switch.

    Without these rows a relaxation opens a hundredth of a park for a hundredth of each of its projects; with them it
    has to open as much of the park as they fill (the strong capacity rows of facility location, Cornuejols, Sridharan
    and Thizy 1991). They follow from the limits of land and resources, so a model that explains a conflict does without.

    Parameters
    ----------
    variables
        Where the rows go.
    park
        Position of the park.
    switch
        Column that is 1 where the projects may be there (`on`), or where they may not.
    projects
        Positions of the projects that the switch is about.
    on
        Which way the switch works.

    Returns
    -------
    bool
        Whether the land is scarce enough that these rows do alone what a row for every project would.
    """
    if variables.everything:
        return False
    problem, place = variables.problem, variables.problem.parks[park]
    rooms = {"land_ha": place.available_ha[-1] + place.low_efficiency_ha, **place.capacities}
    for measure, room in rooms.items():
        used = variables.placed(problem.amounts(measure), [park], projects=projects)
        if used.columns and room > 0:
            entry, limit = (-room, 0.0) if on else (room, room)
            variables.builder.at_most(
                [*used.columns, switch], [*used.entries, entry], limit=limit, group=STRUCTURE
            )
    wanted = float(problem.land_ha[projects].sum())
    return 0 < rooms["land_ha"] < wanted / SCARCE
