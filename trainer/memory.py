"""What the C library does with the memory of tensors that are gone."""

from __future__ import annotations

import ctypes
import sys

# mallopt's names for numbers, of glibc's malloc.h.
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_MAX = -1, -2, -4
MOST, PAD = 2**31 - 1, 64 << 20


def keep_freed_memory() -> None:
    """Let the process keep what its tensors free: the next step takes as much again.

    glibc gives large blocks back to the system at once and takes them anew, page by page, which
    was measured to cost a tenth of a training step. Where there is another C library nothing is
    done.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for option, value in ((M_MMAP_MAX, 0), (M_TRIM_THRESHOLD, MOST), (M_TOP_PAD, PAD)):
            mallopt(option, value)
