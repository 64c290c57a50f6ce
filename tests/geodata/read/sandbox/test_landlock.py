from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.read.sandbox import landlock

needed = pytest.mark.skipif(landlock.version() == 0, reason="the kernel has no Landlock")


@needed
def test_only_the_named_folders_are_seen(program: Callable[[str], str], tmp_path: Path) -> None:
    inside, outside, readable = (tmp_path / name for name in ("inside", "outside", "readable"))
    for folder in (inside, outside, readable):
        folder.mkdir()
        (folder / "x").write_text("content", encoding="utf-8")
    source = f"""
        from pathlib import Path
        from geodata.read.sandbox import landlock, seccomp
        inside, outside, readable = map(Path, ({str(inside)!r}, {str(outside)!r}, {str(readable)!r}))
        seccomp.no_new_privileges()
        assert landlock.restrict([readable, Path("/no/such/path")], [inside])
        def allowed(action):
            try:
                action()
            except OSError:
                return False
            return True
        print(
            allowed((inside / "x").read_text), allowed(lambda: (inside / "y").write_text("1")), allowed((readable / "x").read_text),
            allowed(lambda: (readable / "y").write_text("1")), allowed((outside / "x").read_text),
            allowed(lambda: (outside / "y").write_text("1")), allowed(lambda: list(outside.iterdir())),
            allowed(Path("/etc/passwd").read_text), allowed((outside / "x").unlink),
        )
    """
    assert program(source) == "True True True False False False False False False"


def test_version_is_a_number() -> None:
    assert landlock.version() >= 0
