"""Counters of this hour, in one file of fixed size in memory that all workers share.

A counter is found by an HMAC of its name. The key of the HMAC and all counters are thrown away
each hour. There is always room: a new counter takes the place of the lowest of the few beside it.
So whoever stands at a limit stays there, however many others come.
"""

import fcntl
import hashlib
import hmac
import os
import struct
import time
from contextlib import contextmanager

HOUR = 3600
HEAD = struct.Struct("<Q32s")  # which hour, and its key
SLOT = struct.Struct("<14sH")  # the end of an HMAC, and a count
SLOTS_PER_GROUP = 8
GROUPS = 8192
MAX_COUNT = 2**16 - 1


@contextmanager
def open_counters(path):
    """Give this hour's counters, alone among all workers. Raises OSError."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield Counters(handle, int(time.time()) // HOUR)
    finally:
        os.close(handle)


class Counters:
    def __init__(self, handle, hour):
        self.handle = handle
        head = os.pread(handle, HEAD.size, 0)
        if len(head) == HEAD.size and HEAD.unpack(head)[0] == hour:
            self.key = HEAD.unpack(head)[1]
        else:
            self.key = os.urandom(32)
            os.ftruncate(handle, 0)
            os.truncate(handle, HEAD.size + GROUPS * SLOTS_PER_GROUP * SLOT.size)
            os.pwrite(handle, HEAD.pack(hour, self.key), 0)

    def mark(self, name):
        """Return 20 bytes that stand for a name, for this hour only."""
        return hmac.digest(self.key, name.encode(), hashlib.sha256)[:20]

    def add(self, name, change=1):
        """Change the counter of a name and return what it is now."""
        mark = self.mark(name)
        group, mark = int.from_bytes(mark[:6]) % GROUPS, mark[6:]
        place = HEAD.size + group * SLOTS_PER_GROUP * SLOT.size
        slots = list(SLOT.iter_unpack(os.pread(self.handle, SLOTS_PER_GROUP * SLOT.size, place)))
        found = [number for number, slot in enumerate(slots) if slot[0] == mark]
        number = found[0] if found else min(range(SLOTS_PER_GROUP), key=lambda one: slots[one][1])
        count = min(max((slots[number][1] if found else 0) + change, 0), MAX_COUNT)
        os.pwrite(self.handle, SLOT.pack(mark, count), place + number * SLOT.size)
        return count
