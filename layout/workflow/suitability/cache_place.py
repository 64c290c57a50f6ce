"""Where what can be computed anew is kept between runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from geodata.errors import WriteError

CACHE_VARIABLE: Final = "CQLAYOUT_CACHE"


def cache_place() -> Path:
    """Return the folder that `CQLAYOUT_CACHE` names, else the user's cache folder of this system."""
    named = os.environ.get(CACHE_VARIABLE, "")
    return Path(named) if named else user_cache_path("cqlayout", appauthor=False)


@contextmanager
def told(place: Path, *, remedy: tuple[str, str] = ("", "")) -> Iterator[None]:
    """Explain an error of the disk.

    Parameters
    ----------
    place
        Named in the message.
    remedy
        What else could be done than to set the variable, in English and Chinese.

    Raises
    ------
    WriteError
        The disk or the folder did not do what was asked.
    """
    try:
        yield
    except OSError as error:
        said = error.strerror or type(error).__name__
        raise WriteError(
            en=f"Cache {place}: {said}; nothing was kept. Set {CACHE_VARIABLE} to a folder with room{remedy[0]}.",
            zh=f"缓存 {place}：{said}；未保存任何内容。请将 {CACHE_VARIABLE} 设为有空间的文件夹{remedy[1]}。",
        ) from error
