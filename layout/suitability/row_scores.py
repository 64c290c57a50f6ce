"""Kernels for one row of cells: value functions and their combination into a score."""

import math

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from layout.suitability.program import CLASSES, STEPS, TABLE, Program

Singles = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

GEOMETRIC, ORDERED = 1, 2
RENORMALISE, WORST, NEUTRAL = 1, 2, 3


@kernel
def value_row(program: Program, criterion: int, raw: Singles, values: Singles) -> None:
    """Fill `values` (columns,) with the value of one criterion for raw values (columns,); NaN where unknown.

    A ramp is the sum of its pieces, each of which grows only between its two knots; that has no branch and is constant
    beyond the ends.
    """
    first, last = program.criteria[criterion, 2], program.criteria[criterion, 3]
    if program.criteria[criterion, 1] == CLASSES:
        _class_row(program.knots[first:last], program.others[criterion], raw, values)
        return
    if program.criteria[criterion, 1] == STEPS:
        _step_row(program.knots[first:last], raw, values)
        return
    if program.criteria[criterion, 1] == TABLE:
        _table_row(program.knots[first:last], raw, values)
        return
    level = program.knots[first, 1]
    nothing = np.float32(0.0)
    for col in range(raw.shape[0]):
        values[col] = level + raw[col] * nothing
    for place in range(first, last - 1):
        start, wide = program.knots[place, 0], program.knots[place + 1, 0] - program.knots[place, 0]
        rise = (program.knots[place + 1, 1] - program.knots[place, 1]) / wide
        for col in range(raw.shape[0]):
            inside = max(raw[col] - start, nothing)
            values[col] += rise * min(inside, wide)


@kernel
def _step_row(table: Singles, raw: Singles, values: Singles) -> None:
    """Fill `values` with the height of stairs; `table` has the lowest height first, then each threshold with its height."""
    nothing = np.float32(0.0)
    for col in range(raw.shape[0]):
        values[col] = table[0, 1] + raw[col] * nothing
    for place in range(1, table.shape[0]):
        threshold, value = table[place, 0], table[place, 1]
        for col in range(raw.shape[0]):
            values[col] = value if raw[col] >= threshold else values[col]


@kernel
def _table_row(table: Singles, raw: Singles, values: Singles) -> None:
    """Fill `values` straight between the equally spaced points of `table`, level beyond its ends."""
    steps = table.shape[0] - 1
    start = table[0, 0]
    pieces = np.float32(steps) / (table[steps, 0] - start)
    for col in range(raw.shape[0]):
        if math.isnan(raw[col]):
            values[col] = raw[col]
            continue
        place = min(max((raw[col] - start) * pieces, np.float32(0.0)), np.float32(steps))
        low = min(int(place), steps - 1)
        share = place - np.float32(low)
        values[col] = table[low, 1] + (table[low + 1, 1] - table[low, 1]) * share


@kernel
def _class_row(table: Singles, other: float, raw: Singles, values: Singles) -> None:
    """Fill `values` with the value of each class; `table` has its number and value in each row."""
    nothing = np.float32(0.0)
    for col in range(raw.shape[0]):
        values[col] = other + raw[col] * nothing
    for place in range(table.shape[0]):
        code, value = table[place, 0], table[place, 1]
        for col in range(raw.shape[0]):
            values[col] = value if raw[col] == code else values[col]


@kernel
def combine_rows(program: Program, values: Singles, scores: Singles) -> None:
    """Fill `scores` (columns,) with the combination of the values (criteria, columns); NaN where unknown."""
    method, missing = program.choices[0], program.choices[1]
    if method == 0 and missing == 0:
        scores[:] = 0.0
        for criterion in range(values.shape[0]):
            weight = program.weights[criterion]
            for col in range(scores.shape[0]):
                scores[col] += weight * values[criterion, col]
        return
    _fill_missing(values, missing)
    if method == ORDERED:
        _ordered(program, values, scores)
    else:
        _weighted(program, values, scores, method == GEOMETRIC)


@kernel
def _fill_missing(values: Singles, missing: int) -> None:
    """Put the value of the policy where a value is missing; renormalising and unknown leave NaN."""
    if missing < WORST:
        return
    stand_in = np.float32(0.0 if missing == WORST else 0.5)
    for criterion in range(values.shape[0]):
        for col in range(values.shape[1]):
            if math.isnan(values[criterion, col]):
                values[criterion, col] = stand_in


@kernel
def _weighted(program: Program, values: Singles, scores: Singles, geometric: bool) -> None:  # noqa: FBT001 - a kernel's arguments go by position
    """Fill `scores` with the weighted arithmetic or geometric mean."""
    renormalise = program.choices[1] == RENORMALISE
    for col in range(scores.shape[0]):
        total, known = 0.0, 0.0
        for criterion in range(values.shape[0]):
            weight, value = program.weights[criterion], values[criterion, col]
            if weight == 0 or (math.isnan(value) and renormalise):
                continue
            known += weight
            if not geometric:
                total += weight * value
            elif value > 0:
                total += weight * math.log(value)
            else:
                total += value if math.isnan(value) else -math.inf
        if known == 0:
            scores[col] = np.float32(np.nan)
        else:
            scores[col] = np.float32(math.exp(total / known) if geometric else total / known)


@kernel
def _ordered(program: Program, values: Singles, scores: Singles) -> None:
    """Fill `scores` with the ordered weighted average; with values left out, the first weights that remain are rescaled."""
    renormalise = program.choices[1] == RENORMALISE
    for col in range(scores.shape[0]):
        column = np.sort(values[:, col])[::-1]  # NaN sorts last, so it comes first here
        unknown = 0
        while unknown < column.shape[0] and math.isnan(column[unknown]):
            unknown += 1
        total, known = 0.0, 0.0
        for place in range(unknown, column.shape[0]):
            weight = program.order[place - unknown]
            total += weight * column[place]
            known += weight
        usable = known > 0 and (unknown == 0 or renormalise)
        scores[col] = np.float32(total / known if usable else np.nan)
