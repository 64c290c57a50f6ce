from pathlib import Path

import numpy as np
import pytest

from geodata.errors import DataFormatError
from geodata.read.feature_filter import chosen, column, none_meets
from layout.rules.grid_rule import AttributeLimits

FILE = Path("lines.gpkg")
COLUMNS = {
    "kv": np.array([110, 35.0, np.nan, 500, 220]),
    "name": np.array(["a", None, "b", "a", "c"], dtype=object),
    "mixed": np.array([110, "110", True, None, 220], dtype=object),
}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"name": ["a", "c"]}, [0, 3, 4]),
        ({"kv": AttributeLimits(ge=110)}, [0, 3, 4]),
        ({"kv": AttributeLimits(gt=110, lt=500)}, [4]),
        ({"kv": AttributeLimits(le=110), "name": ["a"]}, [0]),
        ({"mixed": AttributeLimits(ge=0)}, [0, 4]),  # texts, yes and no, and nothing are no numbers
        ({"mixed": ["110"]}, [1]),
    ],
)
def test_features_are_chosen_by_values_and_by_limits(where: dict[str, object], expected: list[int]) -> None:
    assert np.flatnonzero(chosen(FILE, COLUMNS, where, 5)).tolist() == expected  # type: ignore[arg-type]


def test_what_is_lacking_is_told_with_what_there_is() -> None:
    with pytest.raises(DataFormatError, match=r"lines\.gpkg: attribute width not found.*kv, mixed, name"):
        column(FILE, COLUMNS, "width")
    said = none_meets(FILE, COLUMNS, {"kv": AttributeLimits(ge=750), "name": ["x"]}).text
    assert "meets kv: ge = 750; name = ['x']; found kv: 110.0, 35.0, nan, 500.0, 220.0" in said.en
    assert "现有取值为 kv: 110.0" in said.zh
    assert "no feature with a geometry; check the file" in none_meets(FILE, {}, {}).text.en
