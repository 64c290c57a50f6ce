import pytest

from layout.cli.main import run
from layout.runs import RunStore, records


def test_identical_ends_with_zero(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("first", "drawn"):
        assert run(["runs", "repeat", kept, name]) == 0
        assert "identical to the last bit" in capsys.readouterr().out


def test_different_ends_with_two_and_names_the_part(
    kept: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = RunStore(kept)
    other = store.open("second")
    with records.writing(store.folder) as base:
        checksum = other.checksums["spec.toml"]
        base.execute(
            "UPDATE input SET sha256 = ? WHERE run_id = ? AND name = 'spec.toml'",
            (checksum, store.open("first").run_id),
        )
    assert run(["runs", "repeat", kept, "first"]) == 2
    assert "not the same in" in capsys.readouterr().out
    monkeypatch.setattr("layout.runs.model.PACKAGES", ("numpy",))
    assert run(["runs", "repeat", kept, "first"]) == 2
    assert "versions are not those" in capsys.readouterr().out
