"""Kernels for one row of cells: slope, tests, and what the rules make of a cell."""

import math

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from layout.suitability.program import RANGE, Program

Singles = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]

NO, YES, UNKNOWN = 0, 1, 2
OUTSIDE, EXCLUDED, AVAILABLE = 0, 1, 2
UNDECIDED = 3
EXCLUDE, INCLUDE, WEIGHT, FORCE = 0, 1, 2, 3
TAKE, KEEP, DOUBT = 0, 1, 2
"""Results of a test; states of a cell (outside the area, taken, free, not known to be either); modes; no-data policies."""


@kernel
def slope_row(heights: Singles, cell: float, degrees: bool, slope: Singles) -> None:  # noqa: FBT001 - a kernel's arguments go by position
    """Fill `slope` from three rows of heights, each one cell longer at both ends (Horn 1981, Hill shading, p. 18).

    Parameters
    ----------
    heights
        Shape (3, columns + 2), same unit as `cell`; NaN in any of the nine cells makes NaN.
    cell
        Edge of a cell.
    degrees
        Whether the slope is wanted in degrees; otherwise in percent.
    slope
        Shape (columns,), filled.
    """
    cols = slope.shape[0]
    a, b, c = heights[0, :cols], heights[0, 1 : cols + 1], heights[0, 2 : cols + 2]
    d, e, f = heights[1, :cols], heights[1, 1 : cols + 1], heights[1, 2 : cols + 2]
    g, h, i = heights[2, :cols], heights[2, 1 : cols + 1], heights[2, 2 : cols + 2]
    percent = np.float32(100.0 / (8.0 * cell))
    two, nothing = np.float32(2.0), np.float32(0.0)
    for col in range(cols):
        east = (c[col] - a[col]) + two * (f[col] - d[col]) + (i[col] - g[col])
        north = (a[col] - g[col]) + two * (b[col] - h[col]) + (c[col] - i[col])
        slope[col] = (
            np.sqrt(east * east + north * north) * percent + e[col] * nothing
        )  # NaN of the cell itself
    if degrees:
        for col in range(slope.shape[0]):
            slope[col] = np.float32(math.degrees(math.atan(slope[col] / np.float32(100.0))))


@kernel
def test_row(program: Program, number: int, values: Singles, results: Bytes) -> None:
    """Fill `results` (columns,) with NO, YES or UNKNOWN of a range or value test on the raw values (columns,)."""
    kind, first, last = program.tests[number, 0], program.tests[number, 5], program.tests[number, 6]
    low, high = program.limits[number, 0], program.limits[number, 1]
    low_open, high_open = program.tests[number, 2] == 1, program.tests[number, 3] == 1
    if kind == RANGE:
        for col in range(values.shape[0]):
            value = values[col]
            above = (value > low) | ((value == low) & (not low_open))
            below = (value < high) | ((value == high) & (not high_open))
            results[col] = np.uint8(above & below) + np.uint8(math.isnan(value)) * np.uint8(2)
        return
    for col in range(values.shape[0]):
        results[col] = np.uint8(math.isnan(values[col])) * np.uint8(2)
    for place in range(first, last):
        wanted = program.test_values[place]
        for col in range(values.shape[0]):
            results[col] |= np.uint8(values[col] == wanted)


@kernel
def mask_row(plane: Bytes, bit: int, negated: int, results: Bytes) -> None:
    """Fill `results` with YES where `bit` is set in a row of masks, or where it is not if `negated`."""
    for col in range(plane.shape[0]):
        results[col] = np.uint8((plane[col] & bit != 0) != (negated == 1))


@kernel
def all_row(program: Program, number: int, tests: Bytes) -> None:
    """Fill `tests[number]` with YES where all tests that it names are met, NO where one is not, UNKNOWN otherwise."""
    results = tests[number]
    for col in range(results.shape[0]):
        results[col] = YES
    for place in range(program.tests[number, 5], program.tests[number, 6]):
        one = tests[int(program.test_values[place])]
        for col in range(results.shape[0]):
            met = results[col]
            results[col] = NO if met == NO or one[col] == NO else max(met, one[col])


@kernel
def apply_rules(program: Program, tests: Bytes, patterns: Words, shares: Singles, state: Bytes) -> None:
    """Work the rules into the pattern, the share kept and the state of each cell of a row.

    Parameters
    ----------
    tests
        Results of all tests, shape (tests, columns).
    patterns
        Filled: bit k says that rule k takes the cell, weighs it, or (a forcing rule) keeps it.
    shares
        Filled: the product of the shares of the weighting rules that meet the cell.
    state
        OUTSIDE stays; the others become EXCLUDED, AVAILABLE or UNDECIDED.
    """
    for col in range(state.shape[0]):
        patterns[col] = 0
        shares[col] = 1.0
    for rule in range(program.rules.shape[0]):
        _apply(program, rule, tests, patterns, shares)
    taking, forcing = _bits(program, EXCLUDE, INCLUDE), _bits(program, FORCE, FORCE)
    undecided = np.uint64(1) << np.uint64(63)
    for col in range(state.shape[0]):
        pattern = patterns[col]
        if state[col] == OUTSIDE:
            continue
        if pattern & forcing or not pattern & (taking | undecided):
            state[col] = AVAILABLE
        else:
            state[col] = EXCLUDED if pattern & taking else UNDECIDED
        if state[col] != UNDECIDED:
            patterns[col] = pattern & ~undecided


@kernel
def _bits(program: Program, mode: int, other: int) -> np.uint64:
    """Return the bits of the rules of either mode."""
    bits = np.uint64(0)
    for rule in range(program.rules.shape[0]):
        if program.rules[rule, 0] == mode or program.rules[rule, 0] == other:
            bits |= np.uint64(1) << np.uint64(rule)
    return bits


@kernel
def _apply(program: Program, rule: int, tests: Bytes, patterns: Words, shares: Singles) -> None:
    """Work one rule into patterns and shares."""
    mode, policy = program.rules[rule, 0], program.rules[rule, 3]
    here, where = tests[program.rules[rule, 1]], program.rules[rule, 2]
    bit, undecided = np.uint64(1) << np.uint64(rule), np.uint64(1) << np.uint64(63)
    met = NO if mode == INCLUDE else YES  # an including rule takes the cells that do not meet its test
    share = program.shares[rule]
    for col in range(patterns.shape[0]):
        holds = YES if where < 0 else tests[where, col]
        result = here[col]
        if holds == NO or (result == 1 - met):
            continue
        doubtful = max(result, holds) == UNKNOWN
        if doubtful:
            if policy == DOUBT:
                patterns[col] |= undecided
            if policy != TAKE or mode == FORCE:
                continue
        patterns[col] |= bit
        if mode == WEIGHT:
            shares[col] *= share if not doubtful else np.float32(0.0)
