import json
from pathlib import Path

import pytest

from bench.__main__ import BENCHES, main
from bench.figures import Figure, table, write

QUICK = Figure("quick", "s", (0.1, 0.3, 0.2), 0.5)
SLOW = Figure("slow", "s", (0.4, 0.6), 0.5)
FREE = Figure("free", "s", (9.0,))


def test_median_is_reported_and_the_worst_must_keep_the_limit() -> None:
    assert (QUICK.middle, QUICK.kept) == (0.2, True)
    assert (SLOW.middle, SLOW.kept) == (0.5, False)
    assert FREE.kept


def test_table_names_what_is_too_much() -> None:
    lines = table([QUICK, SLOW, FREE]).splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["quick", "slow", "free"]
    assert lines[1].endswith("ok")
    assert lines[2].endswith("TOO MUCH")


def test_report_says_on_what_machine(tmp_path: Path) -> None:
    report = json.loads(write([QUICK], tmp_path / "deep" / "bench.json").read_text(encoding="utf-8"))
    assert report["figures"][0]["median"] == 0.2
    assert report["machine"]["cpus"] >= 1
    assert report["libraries"]["streamlit"]


def test_unknown_bench_is_refused_and_a_broken_limit_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["speed"]) == 2
    assert "expected score, map" in capsys.readouterr().err
    monkeypatch.setitem(BENCHES, "score", lambda: [SLOW])
    assert main(["score"]) == 1
    monkeypatch.setitem(BENCHES, "score", lambda: [QUICK])
    assert main(["score"]) == 0
    assert "artefacts" in capsys.readouterr().out
