import json
import sys
from collections.abc import Callable

import pytest

from geodata.read.sandbox.confine import Confinement

SOURCE = """
    import json, resource
    from pathlib import Path
    from geodata.quality.options import Limits
    from geodata.read.sandbox.confine import confine
    folder = Path("work"); folder.mkdir()
    granted = confine(folder.resolve(), Limits(seconds=3, memory_mib=300)).as_record()
    try:
        bytearray(600 * 1024 * 1024)
        granted["memory"] = False
    except MemoryError:
        granted["memory"] = True
    granted["cpu"] = resource.getrlimit(resource.RLIMIT_CPU)[0]
    import geodata.read.check, pyogrio, pyarrow.parquet, rasterio, shapely
    granted["libraries"] = bool(pyogrio.list_drivers())
    print(json.dumps(granted))
"""
HOOK = """
    import os, socket, subprocess, sys
    from geodata.read.sandbox import confine
    sys.addaudithook(confine._refuse)
    def refused(action):
        try:
            action()
        except PermissionError:
            return True
        return False
    print(refused(socket.socket), refused(lambda: subprocess.run(["true"])), refused(lambda: os.system("true")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of the kernel are those of Linux")
def test_what_this_system_grants_and_libraries_still_load(program: Callable[[str], str]) -> None:
    granted = json.loads(program(SOURCE))
    assert granted["limits"]
    assert granted["memory"]
    assert granted["cpu"] == 5
    assert granted["libraries"]
    assert granted["calls"] or granted["interpreter"]


def test_the_interpreter_refuses_where_the_kernel_cannot(program: Callable[[str], str]) -> None:
    assert program(HOOK) == "True True True"


def test_record() -> None:
    found = Confinement(limits=True, files=True, calls=True, interpreter=False)
    assert found.as_record() == {"limits": True, "files": True, "calls": True, "interpreter": False}
