from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from intake.manners import errors

handler400 = "intake.manners.errors.bad_request"
handler403 = "intake.manners.errors.forbidden"
handler404 = "intake.manners.errors.not_found"
handler429 = "intake.manners.errors.too_many"
handler500 = "intake.manners.errors.server_error"

urlpatterns = [
    path("office/", include("intake.office.urls")),
    *i18n_patterns(path("", include("intake.public.urls")), prefix_default_language=False),
    # With DEBUG on, Django would answer with its own long page; this is the same one for all.
    re_path(r"", errors.not_found),
]
