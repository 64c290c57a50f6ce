"""Files of installed packages, found without importing the package that holds them."""

from importlib.util import find_spec
from pathlib import Path

from geodata.errors import DataMissingError

REINSTALL = ("reinstall the product", "请重新安装本产品")
"""What to do where a file of a package is not there, unless something else is said."""


def installed_file(name: str, *, remedy: tuple[str, str] | None = None) -> Path:
    """Return the path of a file of an installed package.

    The package is located, never imported: one that was installed for its files alone may lack what its code needs.

    Parameters
    ----------
    name
        Package and path below it, as package/path.
    remedy
        What to do where it is not there, in English and Chinese.

    Raises
    ------
    DataMissingError
        There is no such package, or no such file in it.
    """
    package, _, path = name.partition("/")
    found = find_spec(package)
    for home in (found.submodule_search_locations or ()) if found else ():
        file = Path(home) / path
        if file.is_file():
            return file
    english, chinese = remedy or REINSTALL
    raise DataMissingError(
        en=f"{name} is not installed; {english}.",
        zh=f"未安装 {name}；{chinese}。",
    )


def is_installed(name: str) -> bool:
    """Return whether a file of a package, as package/path, is there."""
    try:
        installed_file(name)
    except DataMissingError:
        return False
    return True
