import geopandas as gpd
import pytest
import shapely

from geodata.text import Bilingual
from layout.ui.kept import previews
from layout.ui.maps.payloads import payload_bytes
from layout.workflow.desk.layers import Drawable, drawable

TITLE = Bilingual(en="File", zh="文件")


def made() -> Drawable:
    return drawable(gpd.GeoDataFrame({"a": ["x"]}, geometry=[shapely.Point(106.5, 29.5)], crs="EPSG:4326"))


def test_a_preview_is_found_by_its_token_alone() -> None:
    token = previews.keep_preview(made(), TITLE)
    assert len(token) == 32
    assert previews.has_preview(token)
    assert len(previews.find_preview(token)[0]) == 1
    assert b"106.5" in payload_bytes("preview", {"lang": "en", "token": token})
    assert token != previews.keep_preview(made(), TITLE)


def test_older_previews_are_forgotten() -> None:
    first = previews.keep_preview(made(), TITLE)
    for _ in range(previews.KEPT_PREVIEWS):
        previews.keep_preview(made(), TITLE)
    assert not previews.has_preview(first)
    with pytest.raises(previews.UnknownPreviewError):
        previews.find_preview(first)
