import numpy as np
import pandas as pd
import pytest

from layout.errors import UnknownKeyError
from layout.landuse.indicators.table import COLUMNS, available, indicator_table, indicator_values

FRAME = pd.DataFrame(
    {
        "tax_wan": [300.0, np.nan, 10.0, 5.0],
        "land_mu": [150.0, 150.0, 0.0, 10.0],
        "service_land_mu": [12.0, 1.0, 1.0, 20.0],
        "industrial_land_mu": [150.0, 150.0, np.nan, 10.0],
    },
    index=pd.Index(["a", "b", "c", "d"], name="park"),
)


def test_each_value_carries_its_pair() -> None:
    table = indicator_table(FRAME, ["tax_per_mu"]).set_index("entity")
    assert table.loc["a", "value"] == pytest.approx(2)
    assert table.loc["a", "numerator_value"] == pytest.approx(0.03)
    assert table.loc["a", "denominator_value"] == pytest.approx(0.1)
    assert (table["numerator"] + "/" + table["denominator"]).unique().tolist() == ["tax/land"]
    assert table["clause"].unique().tolist() == ["clause not seen"]


def test_each_gap_says_why_in_both_languages() -> None:
    tax = indicator_table(FRAME, ["tax_per_mu"]).set_index("entity")
    assert tax["basis"].tolist() == ["computed", "missing", "missing", "computed"]
    assert tax.loc["b", "reason_en"] == "tax: no figure"
    assert tax.loc["c", "reason_zh"] == "用地面积为零或负值"
    share = indicator_table(FRAME, ["service_land_share"]).set_index("entity")
    assert share.loc["d", "reason_en"].startswith(
        "land of service facilities is greater than industrial land"
    )


def test_by_default_what_the_columns_allow() -> None:
    assert available(FRAME) == ("service_land_share", "tax_per_land", "tax_per_mu")
    table = indicator_table(FRAME)
    assert list(table.columns) == list(COLUMNS)
    assert len(table) == 3 * len(FRAME)
    assert indicator_table(pd.DataFrame({"tax_wan": [1.0]})).empty


def test_values_keep_the_index_of_the_frame() -> None:
    found = indicator_values(FRAME, "tax_per_mu")
    assert found.index.equals(FRAME.index)
    assert found.name == "tax_per_mu"


def test_unknown_indicator() -> None:
    with pytest.raises(UnknownKeyError):
        indicator_values(FRAME, "happiness")
