from pyproj import CRS

from geodata.crs_candidates import CANDIDATES


def test_every_candidate_and_alternative_exists_and_is_named_in_both_languages() -> None:
    codes = [code for item in CANDIDATES for code in (item.crs, *item.alternatives)]
    assert len(codes) == len(set(codes))
    for item in CANDIDATES:
        assert not CRS.from_user_input(item.crs).is_deprecated
        assert item.title.en != item.title.zh


def test_the_title_of_each_gauss_krueger_candidate_says_what_its_code_means() -> None:
    checked = 0
    for item in CANDIDATES:
        if item.family not in {"gauss3", "gauss6"}:
            continue
        parameters = {p.name: p.value for p in CRS.from_user_input(item.crs).coordinate_operation.params}
        meridian, easting = parameters["Longitude of natural origin"], parameters["False easting"]
        prefix = int(easting // 1_000_000)
        width = 3 if item.family == "gauss3" else 6
        assert f"{width}-degree" in item.title.en
        if prefix:
            assert f"zone {prefix} " in item.title.en
            assert f"带号{prefix}" in item.title.zh
            assert meridian == (prefix * 3 if width == 3 else prefix * 6 - 3)
        else:
            assert f"{meridian:g}°E" in item.title.en
            assert f"中央子午线{meridian:g}°" in item.title.zh
        checked += 1
    assert checked == 9
