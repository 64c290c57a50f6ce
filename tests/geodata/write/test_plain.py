import datetime as dt

import numpy as np
import pandas as pd
import pytest

from geodata.write.plain import plain_column, writable_text


def plain(values: object, **options: object) -> pd.Series:
    return plain_column(pd.Series(values, name="c", **options))[0]  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        ([True, None, False], "boolean"),
        ([np.True_, np.False_], "boolean"),
        ([1, None, 2], "float64"),
        (pd.array([1, None], dtype="Int64"), "Int64"),
        (np.array([1, 2], dtype="uint8"), "Int64"),
        (np.array([1.5, np.nan], dtype="float32"), "float64"),
        ([1, 2.5], "float64"),
        (pd.Categorical([1, 2]), "Int64"),
        (pd.Categorical(["a", None]), "object"),
        (["a", None], "object"),
        ([], "object"),
        ([None, None], "object"),
    ],
)
def test_columns_get_the_plain_type_that_holds_them(values: object, dtype: str) -> None:
    assert str(plain(values).dtype) == dtype


def test_whole_numbers_among_objects_stay_exact_and_missing_stays_missing() -> None:
    result = plain([2**53 + 1, None, -5], dtype=object)
    assert result.tolist() == [2**53 + 1, pd.NA, -5]


def test_numbers_beyond_64_bits_become_text_and_are_told() -> None:
    for values in (pd.Series([2**70, 1], dtype=object), pd.Series([2**64 - 1], dtype="uint64")):
        result, notes = plain_column(values)
        assert result.tolist()[0] == str(values[0])
        assert len(notes) == 1
        assert "64" in notes[0].zh


def test_lists_mappings_and_mixtures_become_text() -> None:
    assert plain([("a", "b"), (), None, [1, ("x", "y")]]).tolist() == ["a;b", "", None, "1;x;y"]
    assert plain([{"b": 1, "名": [2]}]).tolist() == ['{"b": 1, "名": [2]}']
    assert plain([np.array([1, 2]), None]).tolist() == ["1;2", None]
    result, notes = plain_column(pd.Series([1, "x", None, dt.date(2024, 1, 2)], name="mix"))
    assert result.tolist() == ["1", "x", None, "2024-01-02"]
    assert "mix" in notes[0].en


def test_times_keep_milliseconds_and_those_with_a_zone_become_utc() -> None:
    zoned = plain(pd.to_datetime(["2024-01-01 08:00:00.1239"]).tz_localize("Asia/Shanghai"))
    assert zoned[0] == pd.Timestamp("2024-01-01 00:00:00.123", tz="UTC")
    naive = plain([pd.Timestamp(2024, 1, 1, 8).to_pydatetime(), None], dtype=object)
    assert naive.dtype == "datetime64[ms]"
    assert pd.isna(naive[1])
    both = plain(
        [
            dt.datetime(2024, 1, 1, 8, tzinfo=dt.UTC),
            dt.datetime(2024, 1, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8))),
        ],
        dtype=object,
    )
    assert [item.hour for item in both] == [8, 0]


def test_times_with_and_without_zone_in_one_column_become_text() -> None:
    result, notes = plain_column(
        pd.Series(
            [pd.Timestamp(2024, 1, 1).to_pydatetime(), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)], dtype=object
        )
    )
    assert result.tolist() == ["2024-01-01T00:00:00", "2024-01-01T00:00:00+00:00"]
    assert notes


def test_dates_and_bytes_stay_and_durations_become_text() -> None:
    assert plain([dt.date(2024, 1, 1), None]).tolist() == [dt.date(2024, 1, 1), None]
    assert plain([b"\x00a", None]).tolist() == [b"\x00a", None]
    assert plain(pd.to_timedelta(["1 day"])).tolist() == ["1 days 00:00:00"]


def test_text_that_no_file_holds_is_cleaned_and_told() -> None:
    result, notes = plain_column(pd.Series(["a\0b", "\ud800x", "ok", None], name="n", dtype=object))
    assert result.tolist() == ["ab", "?x", "ok", None]
    assert "2" in notes[0].en
    assert writable_text("重庆😀") == "重庆😀"
