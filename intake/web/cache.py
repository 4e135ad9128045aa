"""Counters of failed logins, in the database, so that all hosts share them."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError

TRIES = 5


class Cache(DatabaseCache):
    """Django's own, which says where nothing could be written.

    Its silence reads as "this is there already": on a full disk, volunteers were told that they
    tried too often.
    """

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        # Another may take it away again between the two looks, but not each time.
        for _ in range(TRIES):
            if super().add(key, value, timeout=timeout, version=version):
                return True
            if self.has_key(key, version=version):
                return False
        raise OperationalError("nothing can be written")
