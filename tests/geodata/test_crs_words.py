import numpy as np
import pytest
from pyproj import Geod, Transformer

from geodata.china_datum import convert_datum
from geodata.crs_candidates import CANDIDATES
from geodata.crs_proposals import chongqing
from geodata.crs_words import evidence, question
from geodata.text import Bilingual

TITLE = Bilingual(en="grid", zh="格网")


@pytest.mark.parametrize("swapped", [False, True])
def test_every_family_has_a_question_in_both_languages(swapped: bool) -> None:  # noqa: FBT001 - pytest passes it
    for candidate in CANDIDATES:
        text = question(candidate, swapped=swapped)
        assert text.en.count("?") >= 1
        assert "？" in text.zh
        assert ("exchanged" in text.en) == swapped
        assert ("对调" in text.zh) == swapped


def test_the_sizes_told_in_the_datum_question_are_those_measured() -> None:
    west, south, east, north = chongqing().bounds
    lon, lat = np.meshgrid(np.linspace(west, east, 60), np.linspace(south, north, 60))
    for datum, low, high in (("gcj02", 350, 650), ("bd09", 850, 1250)):
        moved = convert_datum(lon, lat, source="wgs84", target=datum)
        metres = Geod(ellps="WGS84").inv(lon, lat, *moved)[2]
        assert low < metres.min() < metres.max() < high


def test_the_difference_of_utm_told_in_its_question_is_the_one_measured() -> None:
    gauss = Transformer.from_crs(4490, 4545, always_xy=True).transform(108.0, 30.0)
    utm_like = Transformer.from_crs(
        4326, "+proj=tmerc +lon_0=108 +k=0.9996 +x_0=500000 +type=crs", always_xy=True
    )
    assert gauss[1] - utm_like.transform(108.0, 30.0)[1] == pytest.approx(1300, abs=50)


def test_evidence_tells_counts_box_sample_and_unusable() -> None:
    plain = evidence(TITLE, (3, 4, 0, 4), by_polygon=True)
    assert plain.en == "Read as grid, 3 of 4 features lie inside Chongqing."
    assert plain.zh == "按格网解释，4 个要素中有 3 个落在重庆市域内。"
    rich = evidence(TITLE, (3, 4, 2, 60), by_polygon=False)
    assert "bounding box" in rich.en
    assert "sample of 60" in rich.en
    assert "2 more" in rich.en
    assert "外接矩形" in rich.zh
    assert "60" in rich.zh
