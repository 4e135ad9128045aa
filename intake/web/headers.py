"""Security headers on every response, errors and static files too."""

from django.conf import settings

# Named and shaped as in Django 6, which brings its own middleware for it.
SECURE_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "script-src": ["'self'"],
}

_DENIED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "sync-xhr",
    "usb",
    "xr-spatial-tracking",
)

HEADERS = {
    "Content-Security-Policy": "; ".join(
        f"{name} {' '.join(sources)}" for name, sources in SECURE_CSP.items()
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Nothing to other sites. With "no-referrer" browsers send "Origin: null" with our own forms,
    # and those could not be told from a foreign page's (Fetch, "append a request Origin header").
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DENIED),
}
HSTS = "max-age=63072000; includeSubDomains; preload"


def headers(get_response):
    """Outermost middleware: set the headers, and keep every page out of every cache."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response[name] = value
        if response.get("Content-Disposition", "").startswith("attachment"):
            response["Content-Security-Policy"] += "; sandbox"
        if settings.SECURE_COOKIES:
            response["Strict-Transport-Security"] = HSTS
        if not request.path_info.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        return response

    return middleware
