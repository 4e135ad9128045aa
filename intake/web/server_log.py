"""gunicorn's own log: the kind and the place of a failure, never the address of a page."""

import sys

from gunicorn.glogging import Logger

from .logs import place_of


class ServerLog(Logger):
    def exception(self, msg, *args, **kwargs):
        """Write what broke; `msg` and `args` may hold an address, and a traceback its values."""
        error = sys.exc_info()[1]
        if error is None:
            self.error_log.error("failed")
        else:
            self.error_log.error("%s at %s", type(error).__name__, place_of(error))
