from pathlib import Path

import pytest

from layout.errors import UnknownKeyError
from layout.landuse.indicators import INDICATORS
from layout.workflow.landuse.office_store import keep_table, office_parks, office_parks_by_year
from layout.workflow.landuse.rates_by_year import (
    STATISTIC_OF,
    entities_with,
    entity_rate,
    kind_of,
    rate_of,
    rates,
)
from tests.layout.workflow.office_figures import Row, keep_office
from tests.layout.workflow.office_years import TABLE

PAIR = "gross_output-per-industrial_land_km2"
YEARS: tuple[Row, ...] = (
    ("park", "wanzhou_etdz", "gross_output", 2022, 90.0),
    ("park", "wanzhou_etdz", "industrial_land_km2", 2022, 2.0),
    ("park", "wanzhou_etdz", "gross_output", 2023, 64.0),
    ("park", "wanzhou_etdz", "industrial_land_km2", 2023, 1.6),
    ("park", "fuling_ip", "gross_output", 2023, 150.0),
    ("park", "fuling_ip", "industrial_land_km2", 2023, 3.0),
)


def test_every_indicator_and_every_pair_is_a_rate() -> None:
    known = {one.rate_id for one in rates()}
    assert set(INDICATORS) <= known
    assert PAIR in known
    assert set(STATISTIC_OF) <= {one.numerator for one in INDICATORS.values()} | {
        one.denominator for one in INDICATORS.values()
    }
    with pytest.raises(UnknownKeyError, match="nothing"):
        rate_of("nothing")


@pytest.mark.parametrize("rate", [PAIR, "land_output_rate"])
def test_figures_of_the_workspace_become_a_rate_of_park_and_city(own_workspace: Path, rate: str) -> None:
    assert ("park", "wanzhou_etdz") not in entities_with(rate)
    keep_office(own_workspace, YEARS)
    park = entity_rate(rate, ("park", "wanzhou_etdz"))
    assert park.set_index("year")["value"].to_dict() == {2022: 45.0, 2023: 40.0}
    assert park["break_before"].tolist() == [(), ()]
    city = entity_rate(rate, ("city", "500000")).set_index("year")
    assert city.loc[2023, "value"] == pytest.approx((64 + 150) / (1.6 + 3.0))
    assert city.loc[2023, "parks_covered"] == 2
    assert city.loc[2023, "break_before"] == ("members",)
    assert entities_with(rate)["district", "500101"] == 2


def test_the_approved_area_stands_for_every_year(own_workspace: Path) -> None:
    keep_office(own_workspace, YEARS)
    found = entity_rate("gross_output-per-approved_area", ("park", "wanzhou_etdz")).set_index("year")
    assert found["denominator_value"].nunique() == 1
    assert found.loc[2022, "value"] / found.loc[2023, "value"] == pytest.approx(90 / 64)


def test_a_kept_table_of_several_years_gives_the_series_and_its_latest_year(own_workspace: Path) -> None:
    assert office_parks_by_year() is None
    keep_table("parks", TABLE.encode(), name="years.csv")
    yearly = office_parks_by_year()
    found = entity_rate("land_output_rate", ("city", "500000"), yearly=yearly)
    assert found["value"].tolist() == pytest.approx([40, 462 / 10.4, 56])
    assert found["break_before"].iloc[2] == ("members", "numerator_source", "denominator_source")
    assert found["segment"].tolist() == [0, 0, 1]
    latest = office_parks()
    assert latest is not None
    assert latest["output_yi"].to_dict() == {"wanzhou_etdz": 132, "fuling_ip": 350}
    assert own_workspace.exists()


def test_what_an_id_names() -> None:
    assert [kind_of(one) for one in ("500000", "fuling_ip", "500117")] == ["city", "park", "district"]
