"""How many times one source may do a thing in an hour. No address is stored anywhere.

A source is counted under an HMAC of its address. The key of the HMAC and all counters live in one
file in memory, shared by the workers, and both are thrown away each hour.
"""

import fcntl
import hashlib
import hmac
import ipaddress
import json
import logging
import os
import time
from contextlib import contextmanager

from django.conf import settings

log = logging.getLogger("intake")

HOUR = 3600
MOST_SOURCES = 20_000

# For one source, and for the whole site.
LIMITS = {"start": (60, 3000), "submit": (30, 500), "code": (20, 2000)}


def _path():
    return settings.MEMORY_DIR / f"wrong-match-help-{os.getuid()}-limits"


def source(request):
    """Return the network a request came from: an IPv4 address, or the /64 of an IPv6 one.

    X-Forwarded-For is read only as far as our own proxies wrote it.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = hops[-settings.TRUSTED_PROXIES :][0].strip() or address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _fresh(now):
    return {"hour": now // HOUR, "key": os.urandom(32).hex(), "counts": {}}


def _count(state, name):
    state["counts"][name] = state["counts"].get(name, 0) + 1
    return state["counts"][name]


def _mark(state, what, who):
    key = bytes.fromhex(state["key"])
    return hmac.new(key, f"{what}:{who}".encode(), hashlib.sha256).hexdigest()[:20]


@contextmanager
def _state():
    """Give this hour's key and counters, alone among all workers, and keep what is changed."""
    with open(_path(), "a+b", opener=_private) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        state = _read(file, int(time.time()))
        yield state
        if len(state["counts"]) <= MOST_SOURCES:
            file.seek(0)
            file.truncate()
            file.write(json.dumps(state).encode())


def allow(request, what):
    """Count one try of `what` and say whether it is within the limits of this hour.

    If the counters cannot be kept, nobody is shut out: that is logged, and True is returned.
    """
    of_one, of_all = LIMITS[what]
    try:
        with _state() as state:
            mine = _count(state, _mark(state, what, source(request)))
            return mine <= of_one and _count(state, what) <= of_all
    except OSError as error:
        log.error("limits are off: %s", type(error).__name__)
        return True


def alias(request):
    """Return a name for a request's network, in the form of an address, good for this hour."""
    try:
        with _state() as state:
            number = int(_mark(state, "alias", source(request)), 16) << 48
            return str(ipaddress.IPv6Address(number))
    except OSError as error:
        log.error("limits are off: %s", type(error).__name__)
        return "unknown"


def _read(file, now):
    try:
        state = json.loads(file.read() or b"{}")
    except ValueError:
        state = {}
    return state if state.get("hour") == now // HOUR else _fresh(now)
