"""A row is header only where spans above and figures below prove it; every other pair of rows stays header and data."""

import numpy as np
import pytest

from geodata.read.header_proof import continues, is_year, spans, spread


def row(text: str) -> dict[int, object]:
    return {n: cell for n, cell in enumerate(text.split(",")) if cell}


def proved(upper: str, lower: str, *body: str) -> bool:
    columns = range(len(upper.split(",")))
    return continues(row(upper), row(lower), body=[row(one) for one in body], columns=columns) is not None


def test_spans_reach_over_blanks_and_repetitions() -> None:
    assert spans(row(",产值,,产值,人数"), range(5)) == [[0], [1, 2, 3], [4]]
    assert spread(row(",产值,,人数,"), range(5)) == {1: "产值", 2: "产值", 3: "人数", 4: "人数"}


@pytest.mark.parametrize(
    ("upper", "lower", "body"),
    [
        ("产值,,人数,", "2022,2023,2022,2023", "100,110,5,6"),
        ("区县,产值,,人数,", ",2022,2023,2022,2023", "涪陵,100,110,5,6"),
        ("区县,产值,产值", "区县,2022年,2023年", "涪陵,100,110"),
        (",产值,", "区县,总量,增速", "涪陵,100,—"),
        ("区县,产值,,税收", ",2022,2023,2023", "涪陵,100,110,7"),
        ("区县,产值,税收", ",（万元）,单位：亿元", "涪陵,100,7"),
        ("园区,联系人,,产值,", ",姓名,职务,2022,2023", "涪陵,张,主任,2,3"),
    ],
)
def test_rows_that_continue_the_header(upper: str, lower: str, body: str) -> None:
    assert proved(upper, lower, body)


@pytest.mark.parametrize(
    ("upper", "lower", "body"),
    [
        ("name,,year", "A,B,2023", "C,D,2024"),
        ("区县,产值,", "涪陵,n/a,5", "万州,3,6"),
        ("from,,value", "2001,2005,5", "2002,2007,6"),
        ("from,", "2001,2005", "2002,2007"),
        ("产值,,名称", "待核,缺测,两江", "5,6,江津"),
        ("区县,,备注", "涪陵,待定,", "万州,5,x"),
        ("区县,人数,产值,", "涪陵,,2023,2022", "万州,5,7,8"),
        ("区县,备注,产值,", "涪陵,,2023,2022", "万州,好,7,8"),
        ("区县,产值,", ",2022,5", "涪陵,1,2"),
        ("区县,产值,税收", "涪陵,100,110", "万州,5,6"),
        ("区县,产值,税收", ",合计,合计", "涪陵,5,6"),
        ("区县,产值,", ",—,—", "涪陵,5,6"),
    ],
)
def test_rows_of_data_are_never_header(upper: str, lower: str, body: str) -> None:
    assert not proved(upper, lower, body)


def test_no_table_of_random_figures_loses_its_first_row() -> None:
    """Names in the first column, then figures, years and gaps; any of the headings but the first may be missing."""
    chance = np.random.default_rng(7)
    cells = ("12.5", "0", "2023", "2022年", "—", "", "-3")
    for _ in range(3_000):
        width = chance.integers(2, 7)
        upper = ",".join(["区县", *(str(chance.choice(("产值", "", "人数"))) for _ in range(width - 1))])
        rows = [["某区", *(str(chance.choice(cells)) for _ in range(width - 1))] for _ in range(4)]
        lower, *body = (",".join(one) for one in rows)
        assert not proved(upper, lower, *body), (upper, rows)


def test_years() -> None:
    assert [is_year(one) for one in (2023, "2023年", "2023.0", "1999年末")] == [True] * 4
    assert [is_year(one) for one in (True, 1850, "20230", "2023.5", "")] == [False] * 5
