import platform
import sys
from collections.abc import Callable

import pytest

from geodata.read.sandbox import seccomp

linux = pytest.mark.skipif(
    sys.platform != "linux" or seccomp.program(platform.machine()) is None,
    reason="needs Linux on a processor whose calls are known",
)
SOURCE = """
    import os, socket, subprocess, threading
    from geodata.read.sandbox import seccomp
    assert seccomp.no_new_privileges() and seccomp.install()
    def refused(action):
        try:
            action()
        except OSError as error:
            return error.errno == 1
        return False
    thread = threading.Thread(target=lambda: None); thread.start(); thread.join()
    print(
        refused(socket.socket), refused(lambda: socket.socket(socket.AF_UNIX)), refused(socket.socketpair),
        refused(os.fork), refused(lambda: subprocess.run(["/bin/true"])), refused(lambda: os.execv("/bin/true", ["true"])),
        refused(lambda: os.kill(os.getppid(), 0)), sum(range(10)),
    )
"""


@linux
def test_no_socket_no_program_but_threads_and_sums(program: Callable[[str], str]) -> None:
    assert program(SOURCE) == "True True True True True True True 45"


def test_the_filter_is_whole_instructions_and_ends_in_a_return() -> None:
    for machine in ("x86_64", "aarch64"):
        code = seccomp.program(machine)
        assert code is not None
        assert len(code) % 8 == 0
        assert len(code) // 8 < 4_096
        assert code[-8:-6] == b"\x06\x00"
    assert seccomp.program("pdp11") is None
