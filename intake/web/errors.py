"""Plain error pages: constant words, no template, and nothing of the request is parsed.

They need no database, no session, and no list of static files.
"""

import logging
import sys
from html import escape

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse, UnreadablePostError
from django.templatetags.static import static
from django.utils.translation import gettext as _

from intake.vault import envelopes

from . import disk, logs
from .downloads import MOST_READ
from .methods import METHODS

log = logging.getLogger("intake")

FORM, FILES = "application/x-www-form-urlencoded", "multipart/form-data"
# The end of the addresses where papers are added.
FILE_UPLOADS_END = "/files/"
# Where a table of clients may come as a file, no larger than any other form.
TABLE_UPLOADS = "/office/batch/"
RETRY_SOON = 30
RETRY_LATER = 3600

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>{style}</head>
<body>{demo}<main id="main" class="page"><h1>{title}</h1>{body}
<p><a href="/">{home}</a></p></main></body></html>"""


def _style():
    """Return the link to the style sheet; nothing where the list of static files is missing."""
    try:
        return f'<link rel="stylesheet" href="{escape(static("css/site.css"))}">'
    except Exception:  # a page without style beats no page
        return ""


def _page(status, title, *sentences, extra_html="", wait=None):
    """Return a page; with `wait`, it says after how many seconds to come again."""
    body = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences) + extra_html
    demo = escape(_("This is a demo. Do not type real names.")) if settings.DEMO else ""
    page = _PAGE.format(
        title=escape(title),
        body=body,
        style=_style(),
        home=escape(_("First page")),
        demo=f'<p class="demo">{demo}</p>' if demo else "",
    )
    return HttpResponse(page, status=status, headers={"Retry-After": wait} if wait else None)


def bad_request(request=None, exception=None):
    return _page(
        400,
        _("We could not read that"),
        _("We could not read part of it. Go back and try again."),
    )


def forbidden(request=None, exception=None):
    return _page(403, _("You cannot open this page"), _("Go back to the first page."))


def csrf_failure(request, reason=""):
    return _page(
        403,
        _("This page expired"),
        _("Go back, reload the page, and send it again."),
        _(
            "If this happens again, allow cookies for this site. They end when you close your"
            " browser."
        ),
    )


def not_found(request=None, exception=None):
    return _page(404, _("Page not found"), _("Check the address, or go to the home page."))


def method_not_allowed(allow=METHODS):
    response = _page(405, _("This does not work here"), _("Go to the first page and try again."))
    response["Allow"] = ", ".join(allow)
    return response


def too_large():
    return _page(
        413,
        _("This is too large to send"),
        _("Go back and make it shorter, or send it in two parts."),
    )


def files_too_large():
    return _page(
        413,
        _("That is too much at once"),
        _("We did not save any of these files."),
        _(
            "Go back and add fewer at once. You can add up to 5, each up to 10 MB, and 40 MB"
            " altogether."
        ),
    )


def _takes_files(request):
    return request is not None and request.path_info.endswith(FILE_UPLOADS_END)


def too_many(request=None):
    return _page(
        429,
        _("Too many tries"),
        _("Someone on your network tried too many times. Wait one hour, then try again."),
        _("Everything you saved so far is safe."),
        wait=RETRY_LATER,
    )


def too_much_for_one_case(request=None):
    """Say that one draft or case got a lot in an hour, and give back what was typed."""
    return _page(
        429,
        _("You sent a lot in one hour"),
        _("We got everything you sent before this. Wait one hour, then send the rest."),
        _("You can still stop our work or delete your case now."),
        extra_html=_typed_text(request),
        wait=RETRY_LATER,
    )


def server_error(request=None):
    return _page(
        500,
        _("Something went wrong on our side"),
        _("This is not your fault. Go back and send it again."),
        _("The pages that you sent before are saved."),
    )


def uncaught(request=None):
    """Answer what broke outside a view, such as a session that could not be saved."""
    error = sys.exc_info()[1]
    return server_error() if error is None else response_to(error, request)


def no_room(request=None):
    """Say that nothing new begins on a disk that is almost full; give back what was typed."""
    return _page(
        503,
        _("We cannot start a new form right now"),
        _("Our server is almost full. Try again in one hour."),
        _("Your code still opens what you sent before. You can read it and delete it."),
        extra_html=_typed_text(request),
        wait=RETRY_LATER,
    )


def unavailable(request=None):
    """Say that nothing can be kept, and give back what was typed, so that it is not lost."""
    return _page(
        503,
        _("We cannot save anything right now"),
        _("Wait a minute, go back, and send it again. Do not close this page."),
        _("The pages that you sent before are saved."),
        extra_html=_typed_text(request),
        wait=RETRY_SOON,
    )


# What is typed into these is a secret, and is not shown again.
SECRET = {"csrfmiddlewaretoken", "password", "again", "oldpassword", "code", "recovery_code"}


def _typed_text(request):
    """Return what was just sent, as text to copy; nothing if the request cannot be read."""
    try:
        lists = request.POST.lists() if request is not None and request.method == "POST" else ()
        texts = [
            text for name, values in lists if name not in SECRET for text in values if text.strip()
        ]
    except Exception:
        return ""
    if not texts:
        return ""
    boxes = "".join(
        f'<p><textarea readonly rows="4" dir="auto" aria-label="{escape(_("What you typed"))}">'
        f"\n{escape(text)}</textarea></p>"
        for text in texts
    )
    return f"<h2>{escape(_('What you typed'))}</h2>{boxes}"


def form_closed():
    """Say that no form is taken now, or not yet where no coordinator opened the office."""
    if not envelopes.is_opened():
        return _page(
            503,
            _("We are not open yet"),
            _("We do not take forms today. We saved nothing."),
            _("You can still read our pages and make the letter for the jail."),
            wait=RETRY_LATER,
        )
    return _page(
        503,
        _("The form is closed right now"),
        _("No volunteer could read it right now. Try again tomorrow."),
        wait=RETRY_LATER,
    )


def closed_after_restore():
    return _page(
        503,
        _("The site is closed right now"),
        _("We are restoring it after a fault. Try again tomorrow."),
        _("Keep your code. You will need it."),
        wait=RETRY_LATER,
    )


def _store_is_away(error):
    """Say whether a disk or a store did not answer. A file that is gone will not come back."""
    return isinstance(error, OSError) and not isinstance(error, FileNotFoundError)


def response_to(error, request=None):
    """Return the page for an exception, and log what broke without any value of the request."""
    if isinstance(error, Http404):
        return not_found()
    if isinstance(error, PermissionDenied):
        return forbidden()
    if isinstance(error, (RequestDataTooBig, TooManyFilesSent)):
        return files_too_large() if _takes_files(request) else too_large()
    if isinstance(error, disk.NoRoom):
        return no_room(request)
    # A body that breaks off, or comes too slowly, is not worth a line: nobody waits for the answer.
    if isinstance(error, (SuspiciousOperation, BadRequest, UnicodeError, UnreadablePostError)):
        return bad_request()
    log.error("%s at %s", type(error).__name__, logs.place_of(error))
    if isinstance(error, (OperationalError, InterfaceError)) or _store_is_away(error):
        return unavailable(request)
    return server_error()


def _refusal(request):
    """Return the page for a request that is refused unread, or None."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method not in METHODS:
        return method_not_allowed()
    if not length.isdecimal() or "\x00" in request.path_info:
        return bad_request()
    takes_files = _takes_files(request)
    if int(length) > (MOST_READ if takes_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
        return files_too_large() if takes_files else too_large()
    # Forms send text only, but where papers or tables are added.
    takes_table = request.path_info == TABLE_UPLOADS
    kinds = ("", FORM, FILES) if takes_files or takes_table else ("", FORM)
    if request.method == "POST" and request.content_type not in kinds:
        return bad_request()
    charset = request.content_params.get("charset", "utf-8").lower()
    return bad_request() if charset not in ("utf-8", "utf8", "us-ascii") else None


def plain_errors(get_response):
    """Refuse what is not a form of ours, and answer every failure with a page of ours."""

    def middleware(request):
        try:
            response = _refusal(request) or get_response(request)
        except Exception as error:
            return response_to(error, request)
        if response.status_code == 405 and not response.content:
            return method_not_allowed(response.get("Allow", "GET").split(", "))
        return response

    def process_exception(request, error):
        return response_to(error, request)

    vars(middleware)["process_exception"] = process_exception
    return middleware
