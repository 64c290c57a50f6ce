"""A filter of the Linux kernel under which no socket can be made and no program started, installed without any library.

`seccomp(2)`, mode filter: a small program of the classic Berkeley Packet Filter looks at the number of every system call.
Calls that are not named pass; those that open the network, start processes or reach into others fail with EPERM.
"""

import ctypes
import errno
import platform
import struct
import sys
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_MODE_FILTER = 2

_LOAD, _EQUAL, _ABOVE, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _ARCH_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_X32_BIT = 0x40000000
_CLONE_THREAD = 0x00010000


class _Machine(NamedTuple):
    """The numbers of the calls on one kind of processor."""

    audit_arch: int
    clone: int
    clone3: int
    denied: tuple[int, ...]


# socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, accept4, sendmmsg, fork, vfork, execve, execveat, ptrace,
# process_vm_readv, process_vm_writev, mount, umount2, pivot_root, chroot, init_module, finit_module, delete_module, kexec_load,
# bpf, perf_event_open, userfaultfd, keyctl, add_key, request_key, io_uring_setup, io_uring_enter, io_uring_register, setns,
# unshare, kcmp, pidfd_getfd, open_by_handle_at, kill, tkill, tgkill of others is harmless and needed by abort().
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        56,
        435,
        (41, 42, 43, 44, 46, 49, 50, 53, 288, 307, 57, 58, 59, 322, 101, 310, 311, 165, 166, 155, 161, 175, 313, 176, 246, 321,
         298, 323, 250, 248, 249, 425, 426, 427, 308, 272, 312, 438, 304, 62),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        220,
        435,
        (198, 203, 202, 206, 211, 200, 201, 199, 242, 269, 221, 281, 117, 270, 271, 40, 39, 41, 51, 105, 273, 106, 104, 280, 241,
         282, 219, 217, 218, 425, 426, 427, 268, 97, 272, 438, 265, 129),
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _op(code: int, value: int, *, if_true: int = 0, if_false: int = 0) -> bytes:
    """Return one instruction."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


def program(machine: str) -> bytes | None:
    """Return the filter for a processor, or None where its call numbers are not known.

    Parameters
    ----------
    machine
        As `platform.machine()` names it.
    """
    numbers = _MACHINES.get(machine)
    if numbers is None:
        return None
    refuse = _op(_RETURN, _ERRNO | errno.EPERM)
    code = [
        _op(_LOAD, _ARCH_AT),
        _op(_EQUAL, numbers.audit_arch, if_true=1),
        _op(_RETURN, _KILL),
        _op(_LOAD, _NUMBER_AT),
        # the second call table of x86-64 would go round the numbers below
        _op(_ABOVE, _X32_BIT, if_false=1),
        refuse,
    ]
    for number in numbers.denied:
        code += [_op(_EQUAL, number, if_false=1), refuse]
    code += [
        # clone3 hides its flags in memory: "not there" makes the C library fall back to clone
        _op(_EQUAL, numbers.clone3, if_false=1),
        _op(_RETURN, _ERRNO | errno.ENOSYS),
        _op(_EQUAL, numbers.clone, if_true=1),
        _op(_RETURN, _ALLOW),
        _op(_LOAD, _FIRST_ARGUMENT_AT),
        _op(_ANY_BIT, _CLONE_THREAD, if_false=1),
        _op(_RETURN, _ALLOW),
        refuse,
    ]
    return b"".join(code)


def no_new_privileges() -> bool:
    """Give up for good what a set-user-id program would grant; needed by this filter and by Landlock."""
    if sys.platform != "linux":
        return False
    return int(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) == 0


def install() -> bool:
    """Install the filter for this process for good; return whether the system has taken it."""
    if sys.platform != "linux":
        return False
    code = program(platform.machine())
    if code is None:
        return False
    holder = _Program(len(code) // 8, code)
    library = ctypes.CDLL(None, use_errno=True)
    return int(library.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(holder), 0, 0)) == 0
