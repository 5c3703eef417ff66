"""A full disk and forbidden folders, made inside this process and taken back afterwards."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_CAPABILITIES_VERSION_3 = 0x20080522
_OVERRIDES = 0b1110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH and CAP_FOWNER: what lets root pass by permissions


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file grows beyond so many bytes; whoever tries is told what a full disk tells."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def can_be_bound() -> bool:
    """Whether permissions bind this process, or can be made to."""
    return hasattr(os, "geteuid") and (os.geteuid() != 0 or sys.platform == "linux")


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Permissions bind root too: this thread lays down the capabilities that let it pass, and takes them up again."""
    if os.geteuid() != 0:
        yield
        return
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION_3, 0)
    held = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; the lower half of each, then the upper
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capget(header, held):
        raise OSError(ctypes.get_errno(), "capget")
    effective = held[0]
    held[0] = effective & ~_OVERRIDES
    if libc.capset(header, held):
        raise OSError(ctypes.get_errno(), "capset")
    try:
        yield
    finally:
        held[0] = effective
        if libc.capset(header, held):
            raise OSError(ctypes.get_errno(), "capset")
