import numpy as np
import pandas as pd

from geodata.catalog import describe
from geodata.text import Bilingual


def test_sources_come_in_the_order_of_their_first_use() -> None:
    frame = pd.DataFrame({"source_ids": [("b", "a"), (), ("a", "c")]})
    assert describe.source_ids(frame) == ("b", "a", "c")
    assert describe.source_ids(pd.DataFrame({"x": [1]})) == ()


def test_confidence_is_counted_the_surest_first() -> None:
    frame = pd.DataFrame({"confidence": ["recalled", "seen_secondary", "seen_primary", "seen_secondary"]})
    counts = describe.confidence_counts(frame)
    assert list(counts.items()) == [("seen_primary", 1), ("seen_secondary", 2), ("recalled", 1)]
    assert describe.confidence_text(counts) == Bilingual(
        en="1 read in the original, 2 read in a copy or report, 1 from memory, not verified",
        zh="见原始文件 1 条，见转载或报道 2 条，凭记忆、未核实 1 条",
    )


def test_rows_without_confidence_are_not_called_sure() -> None:
    assert describe.confidence_counts(pd.DataFrame({"x": [1]})) == {}
    assert describe.confidence_text({}).en == "not rated row by row"


def test_precision_names_the_range_and_what_has_no_position() -> None:
    frame = pd.DataFrame({"position_precision_m": [500, 3_000, 8_000, np.nan]})
    assert describe.precision_text(frame) == Bilingual(
        en="Points are good to ±0.5 to ±8 km (median ±3 km); 1 of 4 have no position.",
        zh="点位精度 ±0.5 至 ±8 公里（中位数 ±3 公里）；4 条中 1 条无点位。",
    )
    assert describe.precision_text(frame.dropna()).en == "Points are good to ±0.5 to ±8 km (median ±3 km)."


def test_no_precision_is_claimed_where_there_is_none() -> None:
    assert describe.precision_text(pd.DataFrame({"x": [1]})).en == ""
    nowhere = describe.precision_text(pd.DataFrame({"position_precision_m": [np.nan, np.nan]}))
    assert "nan" not in nowhere.en
    assert nowhere == Bilingual(en="No row has a position.", zh="所有条目均无点位。")
