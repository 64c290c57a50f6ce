from geodata.read.endings import READABLE, ending


def test_endings() -> None:
    assert ending("C:\\数据\\a.b.GeoJSON") == ".geojson"
    assert ending("noext") == ""
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in READABLE)
