import pytest

from geodata.sources.boundaries import read_districts
from layout.errors import UnlikePairError
from layout.landuse.vintage import CHANGED_UNITS, counted_on, may_show, unit_changed


def test_changed_units_are_those_whose_area_differs_between_the_two_maps() -> None:
    old = read_districts("38").set_index("adcode")["area_km2"]
    new = read_districts("37").set_index("adcode")["area_km2"]
    # the two providers draw an unchanged unit at most 2.3 % apart; a changed one is off by 45 % and more
    common = old.index.intersection(new.index)
    off = {code for code in common if abs(new[code] / old[code] - 1) > 0.05}
    gone = set(old.index) - set(new.index)
    assert off | gone == CHANGED_UNITS


def test_500105_names_two_different_units() -> None:
    old = read_districts("38").set_index("adcode")["name_zh"]
    new = read_districts("37").set_index("adcode")["name_zh"]
    assert (old["500105"], new["500105"]) == ("江北区", "两江新区")
    assert unit_changed("500105")
    assert not unit_changed("500102")


@pytest.mark.parametrize(("year", "vintage"), [(2018, "38"), (2024, "38"), (2025, None), (2026, "37")])
def test_counted_on(year: int, vintage: str | None) -> None:
    assert counted_on(year) == vintage


@pytest.mark.parametrize(
    ("adcode", "year", "vintage", "shown"),
    [
        ("500102", 2024, "38", True),
        ("500102", 2024, "37", True),
        ("500105", 2024, "38", True),
        ("500105", 2024, "37", False),
        ("500109", 2020, "37", False),
        ("500105", 2025, "38", False),
        ("500105", 2025, "37", False),
        ("500105", 2026, "37", True),
        ("500112", 2026, "38", False),
    ],
)
def test_may_show(*, adcode: str, year: int, vintage: str | None, shown: bool) -> None:
    assert may_show(adcode, year, vintage=vintage) is shown


def test_a_strange_vintage_is_refused() -> None:
    with pytest.raises(UnlikePairError, match="36"):
        may_show("500102", 2024, vintage="36")
