"""The four columns against their definitions, by brute force over all orders of the rules."""

import itertools

import numpy as np
import pytest

from layout.rules.waterfall import Patterns, waterfall

RULES = ["a", "b", "c", "d"]


def random_patterns(seed: int) -> dict[int, int]:
    generator = np.random.default_rng(seed)
    return {pattern: int(count) for pattern, count in enumerate(generator.integers(0, 50, 16))}


def excluded(table: dict[int, int], chosen: set[str]) -> int:
    bits = sum(1 << RULES.index(rule) for rule in chosen)
    return sum(count for pattern, count in table.items() if pattern & bits)


@pytest.mark.parametrize("seed", range(8))
def test_against_the_definitions(seed: int) -> None:
    table = random_patterns(seed)
    found = waterfall(Patterns.of(table), RULES)
    orders = list(itertools.permutations(RULES))
    for place, rule in enumerate(RULES):
        before = set(RULES[:place])
        assert found.loc[rule, "alone"] == excluded(table, {rule})
        assert found.loc[rule, "in_order"] == excluded(table, before | {rule}) - excluded(table, before)
        assert found.loc[rule, "remaining"] == sum(table.values()) - excluded(table, before | {rule})
        assert found.loc[rule, "marginal"] == excluded(table, set(RULES)) - excluded(
            table, set(RULES) - {rule}
        )
        gains = [
            excluded(table, set(order[: order.index(rule) + 1]))
            - excluded(table, set(order[: order.index(rule)]))
            for order in orders
        ]
        assert found.loc[rule, "shapley"] == pytest.approx(np.mean(gains))
    assert found["shapley"].sum() == pytest.approx(excluded(table, set(RULES)))


def test_a_forcing_rule_keeps_cells_from_every_other() -> None:
    """Bits: a = 1, keep = 2, b = 4."""
    table = {0b000: 10, 0b001: 20, 0b011: 5, 0b010: 3, 0b111: 2, 0b101: 4}
    found = waterfall(Patterns.of(table), ["a", "keep", "b"], forcing=["keep"])
    assert found["in_order"].tolist() == [24, 0, 0]
    assert found["alone"].tolist() == [31, 0, 6]
    assert found.loc["keep", "restored"] == 7
    assert found.loc["b", "remaining"] == 20


def test_a_weighting_rule_takes_no_cell() -> None:
    found = waterfall(Patterns.of({0b00: 1, 0b01: 2, 0b10: 4, 0b11: 8}), ["half", "whole"], partial=["half"])
    assert found.loc["half", ["in_order", "marginal", "shapley"]].tolist() == [0, 0, 0]
    assert found.loc["half", "alone"] == 10
    assert found.loc["whole", "shapley"] == 12


def test_many_rules_and_no_cells() -> None:
    many = [f"r{number}" for number in range(62)]
    found = waterfall(Patterns.of({(1 << 61) | 1: 6}), many)
    assert found.loc["r61", "shapley"] == 3
    assert found.loc["r61", "remaining"] == 0
    assert waterfall(Patterns.of({}), many)["shapley"].sum() == 0
