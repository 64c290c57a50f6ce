"""Compiles array loops on first use, keeps the machine code where it may, and runs blocks on threads.

Loops are plain Python functions without a word of the compiler in them. They are compiled without the interpreter
lock and run on threads of our own: the compiler's thread pools end the whole process when two sessions use them at
once. A block is always the same rows whatever the number of threads, so results are the same to the last bit.
"""

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache
from itertools import pairwise
from typing import Any

Loop = Callable[..., Any]
THREADS_VARIABLE = "CQLAYOUT_THREADS"
CHUNK = 8192
"""Rows of one chunk: sums over rows are built from sums of such chunks, in their order."""


class Compiled:
    """A loop that is compiled when it is first called.

    Parameters
    ----------
    loop
        The plain function.
    """

    def __init__(self, loop: Loop) -> None:
        self.loop = loop
        self._kept: Loop | None = None

    def __call__(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the loop takes and returns
        """Run the compiled loop; where its machine code cannot be kept on disk, it is kept in memory."""
        if self._kept is None:
            self._kept = _compile(self.loop, keep=True)
        try:
            return self._kept(*arguments, **named)
        except OSError:
            # the folder of the cache is read-only, full or gone
            self._kept = _compile(self.loop, keep=False)
            return self._kept(*arguments, **named)


def _compile(loop: Loop, *, keep: bool) -> Loop:
    """Return `loop` compiled lazily by numba, without a disk cache where there is no place for one."""
    import numba  # noqa: PLC0415 - half a second, and only large problems need it

    try:
        made: Loop = numba.njit(loop, cache=keep, nogil=True, error_model="numpy")
    except RuntimeError:
        # no folder where machine code could be kept
        return _compile(loop, keep=False)
    return made


@cache
def compiled(loop: Loop) -> Compiled:
    """Return the one compiled version of `loop` in this process."""
    return Compiled(loop)


def thread_count() -> int:
    """Return how many threads to use: CQLAYOUT_THREADS, else the processors this process may run on."""
    named = os.environ.get(THREADS_VARIABLE, "")
    if named.isdecimal() and int(named) > 0:
        return int(named)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(usable or 1, 1)


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Return threads that stay: starting them anew for each pass over a million rows would cost a part of the pass."""
    return ThreadPoolExecutor(threads, thread_name_prefix="cqlayout")


def run_spans(
    work: Callable[[int, int], object],
    count: int,
    *,
    threads: int | None = None,
    unit: int = CHUNK,
    per_thread: int = 1,
) -> None:
    """Run `work(begin, end)` over the rows 0 … count, split at multiples of `unit`, on the calling thread and others.

    Parameters
    ----------
    work
        Writes its own rows only.
    count
        Number of rows.
    threads
        As many as the machine has where None.
    unit
        No span begins or ends inside a unit, except at the end.
    per_thread
        Spans for each thread. A thread takes the next span when it has done one, so with several of them one that the
        machine holds up does not hold up all.
    """
    wanted = thread_count() if threads is None else threads
    units = -(-count // unit)
    workers = max(min(wanted, units), 1)
    parts = min(workers * per_thread, units) if workers > 1 else 1
    edges = [min(count, unit * (units * part // parts)) for part in range(parts + 1)]
    waiting = deque(pairwise(edges))

    def drain() -> None:
        while waiting:
            try:
                span = waiting.popleft()
            except IndexError:
                # another thread took the last one
                return
            work(*span)

    if workers == 1:
        drain()
        return
    helping = [_pool(workers - 1).submit(drain) for _ in range(workers - 1)]
    try:
        drain()
    finally:
        waiting.clear()
        # one that has not begun (others use the threads, or they stayed behind in another process) is not needed
        begun = [helper for helper in helping if not helper.cancel()]
        wait(begun)
    for helper in begun:
        helper.result()
