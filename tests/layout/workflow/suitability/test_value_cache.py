import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodata.errors import WriteError
from layout.config.suitability_case import SuitabilityCase
from layout.suitability.engine import run_program
from layout.suitability.value_layers import ValuePart
from layout.workflow.suitability import cache_place, value_cache
from layout.workflow.suitability.study import Study, open_study


def study_of(text: str, folder: Path, **keys: Any) -> Study:  # noqa: ANN401 - keys as TOML gives them
    return open_study(SuitabilityCase.model_validate(tomllib.loads(text) | keys), folder)


def keep(study: Study) -> list[ValuePart]:
    parts: list[ValuePart] = []
    with value_cache.keeping(study) as store:

        def both(part: ValuePart) -> None:
            parts.append(part)
            store.keep(part)

        store.finish(run_program(study.program, study.inputs, sink=lambda *_: None, keep=both))
    return parts


def test_what_was_kept_is_found_again_whole(study_folder: Path, study_text: str) -> None:
    study = study_of(study_text, study_folder)
    assert value_cache.find(study) is None
    parts = keep(study)
    known = value_cache.find(study)
    assert known is not None
    assert known.outcome.available == known.layers.cells > 0
    for one, other in zip(parts, known.layers.parts, strict=True):
        for name in ValuePart._fields:
            assert np.array_equal(getattr(one, name), getattr(other, name)), name


def test_weights_are_no_part_of_the_key_and_everything_else_is(study_folder: Path, study_text: str) -> None:
    base = tomllib.loads(study_text)
    key = value_cache.value_key(study_of(study_text, study_folder))
    weights = [item | {"weight": 8} for item in base["criteria"]]
    same = {"criteria": weights, "overlay": {"missing": "worst"}, "areas": {"min_ha": 50}}
    assert value_cache.value_key(study_of(study_text, study_folder, **same)) == key
    values = [
        base["criteria"][0] | {"value": base["criteria"][0]["value"] | {"worst": 26}},
        base["criteria"][1],
    ]
    for keys in (
        {"criteria": values},
        {"rules": base["rules"][:2]},
        {"grid": {"crs": "EPSG:4544", "resolution_m": 60}},
    ):
        layers = {
            name: layer | {"resampling": "nearest"} if name in {"dem", "landcover"} else layer
            for name, layer in base["layers"].items()
        }
        assert value_cache.value_key(study_of(study_text, study_folder, layers=layers, **keys)) != key


def test_a_run_that_ends_early_keeps_nothing(study_folder: Path, study_text: str, tmp_path: Path) -> None:
    study = study_of(study_text, study_folder)

    def broken() -> None:
        with value_cache.keeping(study):
            raise InterruptedError

    with pytest.raises(InterruptedError):
        broken()
    assert value_cache.find(study) is None
    assert list((tmp_path / "desk-cache" / "values").iterdir()) == []


def test_only_the_latest_entries_stay(
    study_folder: Path, study_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(value_cache, "MOST_ENTRIES", 2)
    for count in (1, 2, 3):
        keep(study_of(study_text, study_folder, rules=tomllib.loads(study_text)["rules"][:count]))
    assert len(list(value_cache.cache_folder().iterdir())) == 2


def test_a_cache_that_cannot_be_written_says_what_to_do(
    study_folder: Path, study_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache_place.CACHE_VARIABLE, str(tmp_path / "file"))
    with (
        pytest.raises(WriteError, match="without --reuse"),
        value_cache.keeping(study_of(study_text, study_folder)),
    ):
        pass
