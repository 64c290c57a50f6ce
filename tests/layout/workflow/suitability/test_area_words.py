from dataclasses import replace

import numpy as np
import pytest

from geodata.text import Bilingual
from layout.workflow.suitability.area_told import Access, AreaTold, Lift, SlopeShare
from layout.workflow.suitability.area_words import (
    access_words,
    slope_words,
    told_columns,
    told_record,
    why_words,
)
from layout.workflow.suitability.slope_limits import SlopeLimit

GENTLE = SlopeLimit(
    "gentle",
    Bilingual(en="Gentle", zh="缓坡"),
    15.0,
    "%",
    included=False,
    document="CJJ 83-2016",
    article="4.0.1",
    origin="shipped",
)
FLAT = SlopeLimit("flat", Bilingual(en="Flat", zh="平地"), 8.0, "°", included=True)
ROAD, PORT = Bilingual(en="Road", zh="道路"), Bilingual(en="Port", zh="港口")
TOLD = AreaTold(
    cells=10,
    slopes=(SlopeShare(GENTLE, 0.935), SlopeShare(FLAT, 0.5)),
    access=(Access("road", ROAD, "m", 120.0), Access("port", PORT, "m", None, 20_000.0)),
    lifts=(Lift("road", ROAD, 0.9, 0.5, 0.25), Lift("port", PORT, 0.4, 0.6, 0.75)),
    additive=True,
)


def plain(words: Bilingual) -> tuple[str, str]:
    return words.en.replace("\N{NO-BREAK SPACE}", " "), words.zh.replace("\N{NO-BREAK SPACE}", " ")


def test_slope_and_access_in_both_languages() -> None:
    assert plain(slope_words(TOLD)) == (
        "93.5% under 15 % (shipped register; CJJ 83-2016 4.0.1), 50.0% up to 8° (threshold of the case; Flat)",
        "93.5% 低于 15 %（内置规则库；CJJ 83-2016 4.0.1）、50.0% 不超过 8°（案例自定阈值；平地）",
    )
    assert plain(access_words(TOLD)) == ("Road 120 m, Port beyond 20 km", "道路 120 m、港口 超过 20 km")


def test_why_names_what_lifts_and_what_lowers() -> None:
    english, chinese = plain(why_words(TOLD))
    assert english == (
        "Mean score 0.525, 0.050 below the mean of the allowed land (0.575). Lifted by Road (+0.100). Lowered by Port (−0.150)."
    )
    assert chinese == (
        "平均得分 0.525，比可用土地均值（0.575）低 0.050。拉高得分的指标：道路（+0.100）。拉低得分的指标：港口（−0.150）。"
    )


def test_what_is_not_known_is_said_and_never_zero() -> None:
    bare = replace(
        TOLD,
        slopes=(SlopeShare(GENTLE, None),),
        access=(Access("road", ROAD, "m", None),),
        lifts=(Lift("road", ROAD, None, 0.5, 1.0),),
    )
    assert slope_words(bare).en.startswith("no data")
    assert plain(access_words(bare))[0] == "Road no data"
    assert why_words(bare).en == "No data here: Road."
    assert access_words(replace(TOLD, access=())).zh.startswith("无数据")
    assert "no criteria" in why_words(replace(TOLD, lifts=())).en
    assert told_record(None) == {"slope": None, "access": None, "effects": None, "why": None}


def test_another_overlay_compares_no_scores() -> None:
    assert "Mean score" not in why_words(replace(TOLD, additive=False)).en
    assert "Lifted by Road" in why_words(replace(TOLD, additive=False)).en


def test_columns_have_a_figure_or_no_data() -> None:
    table = told_columns([None, TOLD])
    assert table["slope_share_gentle"].tolist() == [pytest.approx(np.nan, nan_ok=True), 0.935]
    assert table["nearest_road_m"].tolist()[1] == 120.0
    assert np.isnan(table["nearest_port_m"]).all()
    assert table["why_zh"].isna().tolist() == [True, False]
    assert table["why_en"].tolist()[1] == why_words(TOLD).en
    assert list(told_columns([None]).columns) == [
        f"{name}_{language}" for name in ("slope", "access", "why") for language in ("en", "zh")
    ]
