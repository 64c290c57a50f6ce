import math

import pandas as pd
import pytest

from layout.errors import OwnSiteError
from layout.sites.user_columns import FIELDS, accepted_names, plain_name, read_fields, require_known


def frame(**columns: list[object]) -> pd.DataFrame:
    rows = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=pd.RangeIndex(2, rows + 2))


def test_names_in_both_languages_and_units_are_understood() -> None:
    given = frame(
        **{
            "地块名称": ["甲"],
            "面积（亩）": ["1,500"],
            "可供地(公顷)": [12.5],
            "Position_Precision_M": ["30"],
        }
    )
    fields, ignored = read_fields(given, origin="a.xlsx")
    row = fields.loc[2]
    assert (row["name_zh"], row["land_ha"], row["free_land_ha"], row["position_precision_m"]) == (
        "甲",
        100.0,
        12.5,
        30.0,
    )
    assert ignored == ()


def test_a_square_kilometre_is_a_hundred_hectares() -> None:
    assert read_fields(frame(area_km2=[2.5]), origin="a")[0].loc[2, "land_ha"] == 250.0


def test_what_is_not_said_is_unknown_and_never_zero() -> None:
    fields, ignored = read_fields(frame(colour=["red"], land_ha=["无"]), origin="a")
    assert ignored == ("colour",)
    assert math.isnan(fields.loc[2, "land_ha"])
    assert math.isnan(fields.loc[2, "free_land_ha"])
    assert fields.loc[2, "cluster_ids"] == ()
    assert fields.loc[2, "host_park_id"] == ""


def test_lists_are_split_at_every_usual_separator_and_repetitions_go() -> None:
    fields, _ = read_fields(frame(产业集群=["icnev；先进材料、icnev, x"]), origin="a")
    assert fields.loc[2, "cluster_ids"] == ("icnev", "先进材料", "x")


@pytest.mark.parametrize("cell", ["many", "-3", "1e999"])
def test_a_figure_that_is_none_is_refused_with_row_and_column(cell: str) -> None:
    with pytest.raises(OwnSiteError) as caught:
        read_fields(frame(land_ha=["5", cell]), origin="a.csv")
    assert "row 3, column land_ha" in caught.value.text.en
    assert "第 3 行" in caught.value.text.zh
    assert "\n" not in str(caught.value)


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(OwnSiteError, match="land_ha, 面积_亩"):
        read_fields(frame(land_ha=[1], 面积_亩=[15]), origin="a")


def test_every_field_is_known_by_its_own_name_and_by_no_name_of_another() -> None:
    names = [plain_name(name) for field in FIELDS for name in accepted_names(field.name)]
    assert len(names) == len(set(names))
    assert accepted_names("land_ha")[0] == "land_ha"


def test_ids_stand_for_names_and_an_unknown_word_is_refused() -> None:
    cells = pd.Series([("先进材料", "icnev"), ()], index=[1, 2])
    known = {"先进材料": "advanced_materials"}
    found = require_known(cells, ["icnev", "advanced_materials"], what="cluster_ids", origin="a", names=known)
    assert list(found) == [("advanced_materials", "icnev"), ()]
    with pytest.raises(OwnSiteError, match="row 1, cluster_ids"):
        require_known(cells, ["icnev"], what="cluster_ids", origin="a")
