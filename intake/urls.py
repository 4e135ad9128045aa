from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from intake.web import errors

handler400 = "intake.web.errors.bad_request"
handler403 = "intake.web.errors.forbidden"
handler404 = "intake.web.errors.not_found"
handler429 = "intake.web.errors.too_many"
handler500 = "intake.web.errors.uncaught"

urlpatterns = [
    path("office/", include("intake.office.urls")),
    *i18n_patterns(path("", include("intake.public.urls")), prefix_default_language=False),
    # With DEBUG on, Django would answer with its own long page; this is the same one for all.
    re_path(r"", errors.not_found),
]
