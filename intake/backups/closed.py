"""Keep a restored site closed while it is not known what was erased on some days."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, connection

from intake.storage import site
from intake.web import errors
from intake.web.headers import headers


def _is_closed() -> bool:
    try:
        return site.unknown_days() is not None
    except DatabaseError:  # no tables yet, or no database: each page says so
        return False
    finally:
        connection.close()


def closed_until_confirmed(application: Callable[..., Any]) -> Callable[..., Iterable[bytes]]:
    """Wrap a WSGI application: until `confirm_erasures` was run, every page says that it is closed.

    It is asked at the start, and after that only while the site is closed.
    """
    closed = _is_closed()
    page = headers(lambda request: errors.closed_after_restore())

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        nonlocal closed
        closed = closed and _is_closed()
        if not closed:
            return application(environ, start_response)
        response = page(WSGIRequest(environ))
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [response.content]

    return answer
