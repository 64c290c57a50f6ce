import numpy as np

from layout.rules.grid_rule import GridRule
from layout.suitability.criterion import Overlay
from layout.suitability.edt import FAR
from layout.suitability.program import build_program
from layout.suitability.strip import SCALE, UNSCORED_CODE, Strip, score_strip, scratch_for
from layout.suitability.tally import new_tally

WORDS = {"en": "x", "zh": "某"}


def run(
    values: np.ndarray, *rules: dict[str, object], size: int = 16
) -> tuple[np.ndarray, np.ndarray, dict[int, int]]:
    built = [
        GridRule.model_validate({"id": f"r{n}", "name": WORDS, "layer": "v", "no_data": "keep"} | keys)
        for n, keys in enumerate(rules)
    ]
    program, _ = build_program(built, (), overlay=Overlay(), cell=30.0)
    rows, cols = values.shape
    strip = Strip(
        rasters=np.pad(values.astype(np.float32), 1)[None],
        planes=np.ones((1, rows, cols), np.uint8),
        marks=np.zeros((rows, cols), np.uint8),
        above=np.full((0, cols), FAR, np.int16),
        below=np.full((0, cols), FAR, np.int16),
        halo=0,
    )
    codes = np.zeros((rows, cols), np.uint16)
    tally = new_tally(size)
    score_strip(program, strip, scratch_for(program, rows=rows, cols=cols, halo=0), tally, codes)
    table = {int(key): int(count) for key, count in zip(tally.keys, tally.counts, strict=True) if count}
    return codes, tally.totals, table


def test_patterns_and_states_are_counted() -> None:
    values = np.arange(12).reshape(3, 4)
    codes, totals, table = run(values, {"exclude": {"ge": 8}}, {"exclude": {"ge": 6}})
    assert table == {0: 6, 2: 2, 3: 4}
    assert totals.tolist() == [12, 6, 6, 0, 0, 0]
    assert np.array_equal(codes, np.where(values >= 6, 0, SCALE))


def test_a_table_too_small_says_how_many_were_lost() -> None:
    rules = [{"exclude": {"ge": limit}} for limit in range(1, 9)]
    _, totals, table = run(np.arange(12).reshape(1, 12), *rules, size=4)
    assert len(table) == 4
    assert totals[5] == 5  # nine patterns, each its own run


def test_a_share_of_nothing_is_excluded_and_outside_is_no_score() -> None:
    codes, _, _ = run(np.array([[1.0, 5.0]]), {"weight": {"ge": 3, "share": 0.0}})
    assert codes.tolist() == [[SCALE, 0]]
    codes, totals, _ = run(np.array([[np.nan, 5.0]]), {"exclude": {"ge": 3}, "no_data": "unknown"})
    assert codes.tolist() == [[UNSCORED_CODE, 0]]
    assert totals.tolist()[:4] == [2, 1, 0, 1]
