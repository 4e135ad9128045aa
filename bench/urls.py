import os
from datetime import timedelta

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from intake.complaints.models import Draft
from intake.urls import handler400, handler403, handler404, handler429, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]


def bare(request):
    """Insert one row as large as all the rows of one submission."""
    size = int(request.POST["size"])
    Draft.objects.create(answers=os.urandom(size), expires_at=timezone.now() + timedelta(days=1))
    return HttpResponse("ok")


def bare_page(request, size):
    """Answer with so many bytes to a volunteer whose session was read."""
    name, seen = request.user.first_name, request.session.get("seen")
    return HttpResponse(f"{name} {seen}".encode().ljust(size, b"x"))


def bare_form(request, size):
    """Answer with so many bytes to anybody."""
    return HttpResponse(b"x" * size)


urlpatterns = [
    path("bare/", bare),
    path("bare-form/<int:size>/", bare_form),
    path("bare-page/<int:size>/", bare_page),
    *urlpatterns,
]
