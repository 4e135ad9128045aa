"""What a browser may ask of a page: to read it, or to send a form too."""

from django.views.decorators.http import require_http_methods

METHODS = ("GET", "HEAD", "POST")

read_and_write = require_http_methods(METHODS)
