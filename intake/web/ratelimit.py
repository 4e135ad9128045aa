"""How many times one source may do a thing in an hour. No address is stored anywhere.

A source is counted under an HMAC of its address, for this hour only (see counters.py).
"""

import hashlib
import ipaddress
import logging
import os
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from . import counters, event_code

log = logging.getLogger("intake")


class RateLimit(NamedTuple):
    """How many an hour one network may do; and, once the site did `per_site` of them, only
    `per_network_when_busy`.

    So a flood from many places slows down who comes often, and never shuts out who comes once.
    """

    per_network: int
    per_site: int | None = None
    per_network_when_busy: int = 0


# Of codes only wrong ones count. The site has no limit of them: a code has 95 random bits.
LIMITS = {
    "start": RateLimit(60, per_site=3000, per_network_when_busy=6),
    # Forms with up to five files each, added to a form that is not sent.
    "file": RateLimit(60, per_site=600, per_network_when_busy=6),
    "submit": RateLimit(30, per_site=500, per_network_when_busy=3),
    "code": RateLimit(20),
    # Of one draft or case, from wherever: what a person writes, adds and takes off, and how often
    # the code opens it. More than anybody needs, and little enough for a disk.
    "act": RateLimit(60),
    "open": RateLimit(60),
}
# All who have the word of a help day are one source.
EVENT_CODE_LIMIT = RateLimit(200)
# Providers give whole networks of IPv6 to one customer: its many parts have a limit together.
WIDER_PREFIX, WIDER_FACTOR = 48, 4


def _path():
    """Return the file of this site's counters: sites of one user have other databases."""
    names = ("NAME", "HOST", "PORT")
    place = repr([str(connection.settings_dict.get(name) or "") for name in names])
    mark = hashlib.sha256(place.encode()).hexdigest()[:12]
    return settings.MEMORY_DIR / f"wrong-match-help-{os.getuid()}-{mark}-counters"


def network_of(request):
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


def _counted_networks(request, limit):
    """Return [(name, its limit)] of all that a request counts for, the narrowest first."""
    if event_code.has_code(request):
        return [("help day", EVENT_CODE_LIMIT.per_network)]
    network = network_of(request)
    if ":" not in network:
        return [(network, limit.per_network)]
    wider = ipaddress.ip_network(network).supernet(new_prefix=WIDER_PREFIX)
    return [(network, limit.per_network), (str(wider), limit.per_network * WIDER_FACTOR)]


def allow(request, purpose):
    """Count one try of `purpose` and say whether it is within the limits of this hour.

    If the counters cannot be kept, nobody is shut out: that is logged, and True is returned.
    """
    limit = LIMITS[purpose]
    return _allow(purpose, _counted_networks(request, limit), limit)


def allow_for(owner, purpose):
    """Count one try of `purpose` on one draft or case, and say whether it is within its limit."""
    limit = LIMITS[purpose]
    return _allow(purpose, [(str(owner), limit.per_network)], limit)


def _allow(purpose, sources, limit):
    try:
        with counters.open_counters(_path()) as table:
            counts = []
            for name, limit_here in sources:
                counts.append(table.add(f"{purpose} of {name}"))
                # A network that is refused does not use up what a wider one may do.
                if counts[-1] > limit_here:
                    return False
            if limit.per_site is None or table.add(purpose) <= limit.per_site:
                return True
            return counts[0] <= limit.per_network_when_busy
    except OSError as error:
        log.error("limits are off: %s", type(error).__name__)
        return True


def refund(request, purpose):
    """Take back the count of a try that was right."""
    try:
        with counters.open_counters(_path()) as table:
            for name, _limit in _counted_networks(request, LIMITS[purpose]):
                table.add(f"{purpose} of {name}", -1)
    except OSError as error:
        log.error("limits are off: %s", type(error).__name__)


def address_alias(request):
    """Return a name for a request's network, in the form of an address, good for this hour."""
    try:
        with counters.open_counters(_path()) as table:
            number = int.from_bytes(table.mark(f"alias of {network_of(request)}")[:10]) << 48
            return str(ipaddress.IPv6Address(number))
    except OSError as error:
        log.error("limits are off: %s", type(error).__name__)
        return "unknown"
