"""What every template may know of the site. No query, nothing of the visitor."""

from django.conf import settings


def site(request):
    return {"site_name": settings.SITE_NAME, "demo": settings.DEMO, "help_line": settings.HELP_LINE}
