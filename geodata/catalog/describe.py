"""Sums up the sources, confidence and precision of a table, from its own columns."""

from collections.abc import Mapping

import pandas as pd

from geodata.text import Bilingual

_CONFIDENCE: dict[str, Bilingual] = {
    "seen_primary": Bilingual(en="read in the original", zh="见原始文件"),
    "seen_secondary": Bilingual(en="read in a copy or report", zh="见转载或报道"),
    "recalled": Bilingual(en="from memory, not verified", zh="凭记忆、未核实"),
}
_NOT_RATED = Bilingual(en="not rated row by row", zh="未逐条评定")
_NO_POSITION = Bilingual(en="No row has a position.", zh="所有条目均无点位。")
_M_PER_KM = 1_000.0


def source_ids(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the sources that the rows cite, in the order of their first use; a source table cites itself."""
    if "source_ids" in frame.columns:
        return tuple(dict.fromkeys(key for keys in frame["source_ids"] for key in keys))
    return ()


def confidence_counts(frame: pd.DataFrame) -> Mapping[str, int]:
    """Return how many rows have which confidence, the surest first; empty where rows carry none."""
    if "confidence" not in frame.columns:
        return {}
    counts = frame["confidence"].value_counts()
    return {word: int(counts[word]) for word in _CONFIDENCE if word in counts.index}


def confidence_text(counts: Mapping[str, int]) -> Bilingual:
    """Return the counts in words."""
    if not counts:
        return _NOT_RATED
    return Bilingual(
        en=", ".join(f"{number} {_CONFIDENCE[word].en}" for word, number in counts.items()),
        zh="，".join(f"{_CONFIDENCE[word].zh} {number} 条" for word, number in counts.items()),
    )


def precision_text(frame: pd.DataFrame) -> Bilingual:
    """Return the range of `position_precision_m` and the number of rows without a position; "" without one."""
    if "position_precision_m" not in frame.columns:
        return Bilingual(en="", zh="")
    km = frame["position_precision_m"].dropna() / _M_PER_KM
    if km.empty:
        return _NO_POSITION
    unknown = len(frame) - len(km)
    low, middle, high = km.min(), km.median(), km.max()
    en = f"Points are good to ±{low:g} to ±{high:g} km (median ±{middle:g} km)"
    zh = f"点位精度 ±{low:g} 至 ±{high:g} 公里（中位数 ±{middle:g} 公里）"
    if unknown:
        en += f"; {unknown} of {len(frame)} have no position"
        zh += f"；{len(frame)} 条中 {unknown} 条无点位"
    return Bilingual(en=f"{en}.", zh=f"{zh}。")
