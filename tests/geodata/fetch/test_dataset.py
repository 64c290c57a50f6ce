import pytest

from geodata.fetch.dataset import DATASET_IDS, DATASETS, dem_files, landcover_files, osm_files

BANAN = (106.45, 29.1, 107.1, 29.75)  # crosses the meridian 107


def test_tiles_of_terrain_are_named_by_their_lower_left_corner() -> None:
    files = dem_files(BANAN)
    assert [file.name for file in files] == [
        "Copernicus_DSM_COG_10_N29_00_E106_00_DEM.tif",
        "Copernicus_DSM_COG_10_N29_00_E107_00_DEM.tif",
    ]
    # as in the readme of the bucket: a folder of the same name holds each tile
    assert files[0].path == f"{files[0].name.removesuffix('.tif')}/{files[0].name}"
    assert files[1].bounds == (107, 29, 108, 30)


def test_tiles_of_land_cover_are_three_degrees_wide() -> None:
    files = landcover_files((105.2, 28.1, 110.3, 32.3))
    assert [file.path for file in files][:2] == [
        "v200/2021/map/ESA_WorldCover_10m_2021_v200_N27E105_Map.tif",
        "v200/2021/map/ESA_WorldCover_10m_2021_v200_N27E108_Map.tif",
    ]
    assert len(files) == 4


@pytest.mark.parametrize(
    ("bounds", "name"),
    [((-73.9, -12.5, -73.8, -12.4), "S13_00_W074"), ((0.1, 0.1, 0.2, 0.2), "N00_00_E000")],
)
def test_south_and_west_have_their_letters(bounds: tuple[float, float, float, float], name: str) -> None:
    (file,) = dem_files(bounds)
    assert name in file.name


def test_every_point_lies_in_a_tile() -> None:
    for files in (dem_files, landcover_files):
        found = files(BANAN)
        assert min(file.bounds[0] for file in found) <= BANAN[0]
        assert max(file.bounds[2] for file in found) >= BANAN[2]
        assert min(file.bounds[1] for file in found) <= BANAN[1]
        assert max(file.bounds[3] for file in found) >= BANAN[3]


def test_the_extract_comes_with_its_checksum() -> None:
    (file,) = osm_files(BANAN)
    assert file.md5_path == f"{file.path}.md5"


def test_every_dataset_says_its_terms() -> None:
    assert tuple(DATASETS) == DATASET_IDS
    for name, dataset in DATASETS.items():
        assert dataset.dataset_id == name
        assert dataset.mirror.startswith("https://")
        assert dataset.licence
        assert dataset.attribution.en
        assert dataset.note.zh
