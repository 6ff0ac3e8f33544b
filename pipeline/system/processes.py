"""Processes that this one starts: out of reach of the keyboard, without a window of their own, and gone when this one is.

On Unix a session of their own keeps Ctrl-C from them. On Windows it is a group, and a hidden console where a new one would flash up. There
nothing ends the children of a process that goes: a job does, of which the last handle is closed with the process that has it (Microsoft,
"Job Objects", JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

# What keeps a window from flashing up, for one that Ctrl-C may reach; and what keeps Ctrl-C from it as well.
WINDOWLESS: Mapping[str, Any]
APART: Mapping[str, Any]

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    WINDOWLESS = {"creationflags": subprocess.CREATE_NO_WINDOW}
    APART = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}

    _EXTENDED_LIMITS, _KILL_ON_CLOSE = 9, 0x2000
    _ACCESS = 0x0101  # PROCESS_SET_QUOTA | PROCESS_TERMINATE

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_memory", ctypes.c_size_t),
            ("most_memory", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("transfers", ctypes.c_uint64 * 6),
            ("memory", ctypes.c_size_t * 4),
        )

    def tie(process: subprocess.Popen[bytes]) -> None:
        """Have a process that was just started end with this one, with all that it starts. Where that can't be done, it ends as it would
        without."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = wintypes.HANDLE
        # Nobody closes the handle: the system does, when this process ends, however it does.
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Limits()
        limits.basic.flags = _KILL_ON_CLOSE
        size = ctypes.sizeof(limits)
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
        if handle := kernel.OpenProcess(_ACCESS, False, process.pid):
            kernel.AssignProcessToJobObject(job, wintypes.HANDLE(handle))
            kernel.CloseHandle(wintypes.HANDLE(handle))

else:
    WINDOWLESS = {}
    APART = {"start_new_session": True}

    def tie(process: subprocess.Popen[bytes]) -> None:
        """What stands between sees to that: a shell, or the end of its standard input."""
