import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from layout.scoring.fast import compiled as module
from layout.scoring.fast.compiled import Compiled, compiled, run_spans, thread_count


def double(values: np.ndarray, out: np.ndarray) -> None:
    for place in range(len(values)):
        out[place] = 2.0 * values[place]


def test_loop_is_compiled_once_and_gives_what_it_gives_uncompiled() -> None:
    assert compiled(double) is compiled(double)
    found, expected = np.empty(3), np.empty(3)
    compiled(double)(np.arange(3.0), found)
    double(np.arange(3.0), expected)
    assert found.tolist() == expected.tolist()


def test_cache_that_cannot_be_written_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def fake(_loop: object, *, keep: bool) -> object:
        made.append(keep)

        def run(*_arguments: object) -> str:
            if keep:
                raise OSError(28, "No space left on device")
            return "done"

        return run

    monkeypatch.setattr(module, "_compile", fake)
    assert Compiled(double)(np.arange(3.0), np.empty(3)) == "done"
    assert made == [True, False]


def test_works_where_there_is_no_folder_for_machine_code(tmp_path: Path) -> None:
    """A copy of the module in a folder that takes no files, with a home that takes none either."""
    blocked = tmp_path / "a-file"
    blocked.write_text("no folder", encoding="utf-8")
    code = (
        "import numpy as np\n"
        "from layout.scoring.fast.ranking import fast_ranks\n"
        "print(fast_ranks(np.array([0.2, 0.9, 0.2] * 4)).tolist())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {
            "PYTHONPATH": str(Path(module.__file__).parents[3]),
            "NUMBA_CACHE_DIR": str(blocked / "below"),
            "HOME": str(blocked / "home"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str([5, 1, 5] * 4)


@pytest.mark.parametrize("per_thread", [1, 2])
@pytest.mark.parametrize("threads", [1, 2, 3, 7])
def test_spans_cover_every_row_once_and_break_at_units(threads: int, per_thread: int) -> None:
    seen = np.zeros(1000, dtype=int)
    begins = []

    def work(begin: int, end: int) -> None:
        seen[begin:end] += 1
        begins.append(begin)

    run_spans(work, 1000, threads=threads, unit=64, per_thread=per_thread)
    assert (seen == 1).all()
    assert all(begin % 64 == 0 for begin in begins)
    assert len(begins) == (min(threads * per_thread, 16) if threads > 1 else 1)


def test_error_in_a_thread_is_not_lost() -> None:
    def work(begin: int, _end: int) -> None:
        if begin:
            raise ValueError(begin)

    with pytest.raises(ValueError, match="64"):
        run_spans(work, 128, threads=2, unit=64)


def test_spans_within_spans_do_not_wait_for_each_other() -> None:
    """Every thread of the pool is busy with an outer span when the inner ones are asked for."""
    seen = np.zeros((8, 8), dtype=int)

    def inner(row: int) -> None:
        run_spans(lambda begin, end: seen[row, begin:end].__iadd__(1), 8, threads=2, unit=1)

    run_spans(
        lambda begin, end: [inner(row) for row in range(begin, end)], 8, threads=2, unit=1, per_thread=4
    )
    assert (seen == 1).all()


def test_threads_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.THREADS_VARIABLE, "3")
    assert thread_count() == 3
    monkeypatch.setenv(module.THREADS_VARIABLE, "many")
    assert thread_count() >= 1


def test_importing_the_engine_loads_no_compiler() -> None:
    code = "import layout.scoring.methods.plan, layout.scoring.robustness.smaa, sys; print('numba' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(Path(module.__file__).parents[3])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
