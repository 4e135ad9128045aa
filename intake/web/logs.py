"""Logs that hold nothing of a request: no address, path, query, header, body or value."""

import logging
import logging.config
import time
import traceback

from django.views.debug import SafeExceptionReporterFilter


def place_of(error):
    """Return where in the code something broke: names of files and lines, no value."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)


class NoRequestDataLogFilter(logging.Filter):
    """Keep the level, the logger's name and the status; drop words, values and tracebacks."""

    def filter(self, record):
        status = getattr(record, "status_code", "")
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.msg = " ".join(str(part) for part in (status, kind) if part) or "refused"
        record.args, record.exc_info, record.exc_text, record.stack_info = (), None, None, None
        record.request = None
        return True


class UtcFormatter(logging.Formatter):
    """Lines with their time in UTC, as ISO 8601 writes it, wherever the server stands."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    @staticmethod
    def converter(timestamp):
        return time.gmtime(timestamp)


class NoRequestDataFilter(SafeExceptionReporterFilter):
    """For Django's own error pages: no settings, no form fields, no variables."""

    def get_post_parameters(self, request):
        return {}

    def get_traceback_frame_variables(self, request, tb_frame):
        return []

    def get_safe_settings(self):
        return {}

    def get_safe_request_meta(self, request):
        return {}


def configure(config):
    """Set up logging: Django's own lines pass through NoRequestDataLogFilter, ours are written
    clean."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"without_request": {"()": NoRequestDataLogFilter}},
            "formatters": {"line": {"()": UtcFormatter}},
            "handlers": {
                "ours": {"class": "logging.StreamHandler", "formatter": "line"},
                "others": {
                    "class": "logging.StreamHandler",
                    "formatter": "line",
                    "filters": ["without_request"],
                },
            },
            "loggers": {
                "intake": {"handlers": ["ours"], "level": "INFO", "propagate": False},
                "django": {"handlers": ["others"], "level": "WARNING", "propagate": False},
                # What a visitor got wrong, or a scanner tried, is nothing for the operator.
                "django.request": {"level": "ERROR"},
                "django.security.DisallowedHost": {"level": "CRITICAL"},
                "allauth": {"handlers": ["others"], "level": "WARNING", "propagate": False},
            },
            "root": {"handlers": ["others"], "level": "WARNING"},
        }
    )
