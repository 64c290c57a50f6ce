"""Where the pages and the shipped cases are: in a checkout beside the packages, in a wheel inside `layout/_bundle`."""

from pathlib import Path

from geodata.errors import DataMissingError

APP_SCRIPT = "streamlit_app.py"
CASES_FOLDER = "cases"


def _package_folder() -> Path:
    """Return the folder of the `layout` package on disk."""
    return Path(__file__).resolve().parent


def bundle_folder() -> Path:
    """Return the folder that holds `streamlit_app.py`, `pages/` and `cases/`.

    A wheel carries them in `layout/_bundle`; a checkout has them beside the package. The wheel's folder is asked
    first, because another distribution may have left a `streamlit_app.py` in site-packages.

    Raises
    ------
    DataMissingError
        Neither place has them: the installation is not whole.
    """
    package = _package_folder()
    for folder in (package / "_bundle", package.parent):
        if (folder / APP_SCRIPT).is_file() and (folder / CASES_FOLDER).is_dir():
            return folder
    raise DataMissingError(
        en=f"the pages were not found: expected {APP_SCRIPT} and {CASES_FOLDER}/ in {package / '_bundle'} "
        f"or {package.parent}; install the package again",
        zh=f"找不到页面文件：{package / '_bundle'} 或 {package.parent} 中应有 {APP_SCRIPT} 和 {CASES_FOLDER}/，请重新安装本软件包",
    )


def app_script() -> Path:
    """Return the absolute path of `streamlit_app.py`.

    Raises
    ------
    DataMissingError
        The installation is not whole.
    """
    return bundle_folder() / APP_SCRIPT


def shipped_cases() -> tuple[Path, ...]:
    """Return the absolute paths of the case files that ship with the product, in order of their names.

    Raises
    ------
    DataMissingError
        The installation is not whole.
    """
    return tuple(sorted((bundle_folder() / CASES_FOLDER).glob("*.toml")))


def find_case(name: str) -> Path:
    """Return the case file that `name` means: a path that exists, or else the name of a shipped case.

    Parameters
    ----------
    name
        A path (`cases/nev-battery.toml`, absolute or from the working directory) or the bare name of a shipped
        case (`nev-battery`).

    Raises
    ------
    DataMissingError
        There is no such file and no shipped case of that name.
    """
    path = Path(name)
    if path.is_file():
        return path
    shipped = {case.stem: case for case in shipped_cases()}
    if name in shipped:
        return shipped[name]
    known = ", ".join(shipped)
    raise DataMissingError(
        en=f"case file {name} does not exist; give the path of a TOML case file or one of the shipped cases: {known}",
        zh=f"案例文件 {name} 不存在；请给出 TOML 案例文件的路径，或随软件提供的案例名：{known}",
    )
