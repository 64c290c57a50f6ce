import geopandas as gpd
import pytest
import shapely

from layout.ui.kept import areas as suit_found
from layout.ui.kept.areas import UnknownAreasError, keep_found, known_areas
from layout.ui.maps.layers import drawn
from layout.ui.maps.payloads import payload_bytes


def frame(name: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"area_id": [name], "area_ha": [21.5], "mean_score": [0.8]},
        geometry=[shapely.box(106, 29, 107, 30)],
        crs=4326,
    )


def test_areas_are_found_again_and_drawn() -> None:
    token = keep_found(frame("S01"))
    assert known_areas(token)["area_id"].tolist() == ["S01"]
    drawn_frame, style = drawn("areas", {"found": token})
    assert style["id"] == "areas"
    assert len(drawn_frame) == 1
    assert b'"name":"S01"' in payload_bytes("areas", {"lang": "en", "found": token})


def test_names_of_areas_stay_text() -> None:
    token = keep_found(frame("{{7*7}}<b>"))
    assert b"{{7*7}}<b>" in payload_bytes("areas", {"lang": "zh", "found": token})


def test_an_unknown_token_says_what_to_do() -> None:
    with pytest.raises(UnknownAreasError, match="search again"):
        known_areas("nothing")


def test_only_the_latest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suit_found, "KEPT", 2)
    tokens = [keep_found(frame(name)) for name in ("A", "B", "C")]
    with pytest.raises(UnknownAreasError):
        known_areas(tokens[0])
    assert known_areas(tokens[2])["area_id"].tolist() == ["C"]
