"""Competition ranks of many scores: rounded as everywhere, sorted as whole numbers on all threads."""

import threading

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import loops
from layout.scoring.fast.compiled import CHUNK, compiled, run_spans, thread_count
from layout.scoring.solution import rank_scores

Array = npt.NDArray[np.float64]
Keys = npt.NDArray[np.uint64]
MOST_ROWS = 1 << 23
SAMPLE = 1024
KEPT = 2_000_000
"""Keys whose memory (16 MB) a thread keeps."""


class _Scratch(threading.local):
    """Memory for keys that is kept between calls of a thread: asking the system for it anew costs as much as sorting."""

    keys: Keys = np.empty(0, dtype=np.uint64)

    def take(self, count: int) -> Keys:
        """Return room for `count` keys; what is in it is of no use."""
        if count > KEPT:
            return np.empty(count, dtype=np.uint64)
        if len(self.keys) < count:
            self.keys = np.empty(count, dtype=np.uint64)
        return self.keys[:count]


_SCRATCH = _Scratch()


def fast_ranks(
    scores: Array, *, higher_is_better: bool = True, threads: int | None = None
) -> npt.NDArray[np.int64]:
    """Return the ranks that `rank_scores` returns, for up to 8 million scores at once.

    Score (as a whole number, 12 decimals of the greatest one) and row are packed into one 64-bit key; keys are dealt
    to one range of scores a thread, which sorts it. The order is the same whatever the number of threads.

    Parameters
    ----------
    scores
        Shape (alternatives,).
    higher_is_better
        Whether 1 goes to the highest score.
    threads
        As many as the machine has where None.
    """
    magnitude = max(abs(float(scores.min())), abs(float(scores.max())))
    if not (np.isfinite(magnitude) and magnitude > 0) or len(scores) >= MOST_ROWS:
        return rank_scores(scores, higher_is_better=higher_is_better)
    wanted = thread_count() if threads is None else threads
    parts = max(min(wanted, len(scores) // CHUNK), 1)
    ordered, edges = _deal(scores, (-1.0 if higher_is_better else 1.0, magnitude), parts=parts)
    ranks = np.empty(len(scores), dtype=np.int64)
    write = compiled(loops.write_ranks)

    def work(begin: int, end: int) -> None:
        for part in range(begin, end):
            span = (int(edges[part]), int(edges[part + 1]))
            ordered[span[0] : span[1]].sort()
            # equal scores are never on two sides of a pivot: ranks of a side need no other side
            write(ordered, ranks, rows=span)

    run_spans(work, parts, threads=parts, unit=1)
    return ranks


def _deal(scores: Array, scale: tuple[float, float], *, parts: int) -> tuple[Keys, npt.NDArray[np.int64]]:
    """Return the keys, good scores in the first part and so on, and where the parts begin and end.

    `scale` is the sign that turns good scores low, and the greatest magnitude.
    """
    sign, magnitude = scale
    sample = np.sort(sign * scores[:: max(len(scores) // SAMPLE, 1)])
    cuts = [_between(float(sample[len(sample) * part // parts]), magnitude) for part in range(1, parts)]
    pivots = np.array(cuts, dtype=np.float64)
    rows = [(len(scores) * part // parts, len(scores) * (part + 1) // parts) for part in range(parts)]
    counts = np.zeros((parts, parts), dtype=np.int64)
    keys = _SCRATCH.take(len(scores))
    count, deal = compiled(loops.count_sides), compiled(loops.deal_keys)

    def counting(part: int, _end: int) -> None:
        count(scores, pivots, sign=sign, rows=rows[part], counts=counts[part])

    if parts == 1:
        counts[0, 0] = len(scores)
    else:
        run_spans(counting, parts, threads=parts, unit=1)
    edges = np.concatenate([[0], np.cumsum(counts.sum(axis=0))])
    places = edges[:-1] + np.cumsum(counts, axis=0) - counts

    def dealing(part: int, _end: int) -> None:
        deal(scores, pivots, scale=scale, rows=rows[part], places=places[part], keys=keys)

    run_spans(dealing, parts, threads=parts, unit=1)
    return keys, edges


def _between(score: float, magnitude: float) -> float:
    """Return a pivot half way between two levels of rounding, so that equal levels stay on one side."""
    return float((np.floor(score / magnitude * 1e12) + 0.5) / 1e12 * magnitude)
