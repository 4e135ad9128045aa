"""How many times one source may do a thing in an hour. No address is stored anywhere.

A source is counted under an HMAC of its address, for this hour only (see counters.py).
"""

import ipaddress
import logging
import os
from typing import NamedTuple

from django.conf import settings

from . import counters, help_day

log = logging.getLogger("intake")


class Limit(NamedTuple):
    """How many an hour one network may do; and, once the site did `site` of them, only `then`.

    So a flood from many places slows down who comes often, and never shuts out who comes once.
    """

    one: int
    site: int | None = None
    then: int = 0


# Of codes only wrong ones count. The site has no limit of them: a code has 95 random bits.
LIMITS = {
    "start": Limit(60, site=3000, then=6),
    "submit": Limit(30, site=500, then=3),
    "code": Limit(20),
    # Of one draft or case, from wherever: what a person writes, adds and takes off, and how often
    # the code opens it. More than anybody needs, and little enough for a disk.
    "act": Limit(60),
    "open": Limit(60),
}
# All who have the word of a help day are one source.
HELP_DAY = Limit(200)
# Providers give whole networks of IPv6 to one customer: its many parts have a limit together.
WIDER, TIMES = 48, 4


def _path():
    return settings.MEMORY_DIR / f"wrong-match-help-{os.getuid()}-counters"


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
    if parsed.version == 6 and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def _sources(request, limit):
    """Return [(name, its limit)] of all that a request counts for, the narrowest first."""
    if help_day.has_word(request):
        return [("help day", HELP_DAY.one)]
    narrow = source(request)
    if ":" not in narrow:
        return [(narrow, limit.one)]
    wide = ipaddress.ip_network(narrow).supernet(new_prefix=WIDER)
    return [(narrow, limit.one), (str(wide), limit.one * TIMES)]


def allow(request, what):
    """Count one try of `what` and say whether it is within the limits of this hour.

    If the counters cannot be kept, nobody is shut out: that is logged, and True is returned.
    """
    limit = LIMITS[what]
    return _allow(what, _sources(request, limit), limit)


def allow_for(owner, what):
    """Count one try of `what` on one draft or case, and say whether it is within its limit."""
    limit = LIMITS[what]
    return _allow(what, [(str(owner), limit.one)], limit)


def _allow(what, sources, limit):
    try:
        with counters.opened(_path()) as table:
            counts = []
            for name, most in sources:
                counts.append(table.add(f"{what} of {name}"))
                # A network that is refused does not use up what a wider one may do.
                if counts[-1] > most:
                    return False
            if limit.site is None or table.add(what) <= limit.site:
                return True
            return counts[0] <= limit.then
    except OSError as error:
        log.error("limits are off: %s", type(error).__name__)
        return True


def forgive(request, what):
    """Take back the count of a try that was right."""
    try:
        with counters.opened(_path()) as table:
            for name, _most in _sources(request, LIMITS[what]):
                table.add(f"{what} of {name}", -1)
    except OSError as error:
        log.error("limits are off: %s", type(error).__name__)


def alias(request):
    """Return a name for a request's network, in the form of an address, good for this hour."""
    try:
        with counters.opened(_path()) as table:
            number = int.from_bytes(table.mark(f"alias of {source(request)}")[:10]) << 48
            return str(ipaddress.IPv6Address(number))
    except OSError as error:
        log.error("limits are off: %s", type(error).__name__)
        return "unknown"
