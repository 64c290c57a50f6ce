import pytest

from layout.landuse.figures import Figure
from layout.landuse.match import EntityFigures
from layout.landuse.pairs import pair_of, printed_pair
from layout.landuse.reasons import part_year_reason, reason_of

PAIR = pair_of("gross_output", "built_up_km2")


def figure(year: int = 2020, value: float = 1.0, extent: str = "") -> Figure:
    return Figure("park", "a", year, value, "exact", ("s",), "seen_secondary", "", extent)


@pytest.mark.parametrize(
    ("above", "below", "part_year", "words"),
    [
        ([], [figure()], [], "No full-year figure"),
        ([], [figure()], [(2015, "Q1-Q3")], "quarters 1 to 3 of 2015"),
        ([figure()], [], [], "No figure of built-up park area"),
        ([figure(extent="directly_managed")], [figure()], [], "directly managed area"),
        ([figure(2020)], [figure(2014)], [], "6 years apart (2020 and 2014); at most 5"),
        ([figure()], [figure(value=0.0)], [], "not a positive number"),
    ],
)
def test_each_obstacle_has_its_sentence(
    above: list[Figure], below: list[Figure], part_year: list[tuple[int, str]], words: str
) -> None:
    figures = EntityFigures(("park", "a"), above, below, part_year)
    reason = reason_of(PAIR, figures, match=figures.match(5), max_year_gap=5)
    assert words in reason.en
    assert reason.zh
    assert reason.zh != reason.en


def test_figures_that_combine_have_no_reason() -> None:
    figures = EntityFigures(("park", "a"), [figure(2020)], [figure(2015)])
    assert reason_of(PAIR, figures, match=figures.match(5), max_year_gap=5) is None


def test_the_latest_part_year_figure_is_named() -> None:
    figures = EntityFigures(("park", "a"), part_year=[(2015, "Q1-Q3"), (2020, "M01-M07")])
    reason = part_year_reason(printed_pair("value_added_per_km2"), figures)
    assert "months 1 to 7 of 2020" in reason.en
    assert "2020 年1–7 月的单位面积增加值" in reason.zh
