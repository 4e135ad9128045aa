"""What the pages of this door have in common."""

from django.shortcuts import render
from django.urls import reverse

from intake.cases import submission


def step_url(step):
    """Return where a step is asked, or the page that comes after the last one."""
    return reverse("public:step", args=[step.slug]) if step else reverse("public:check")


def next_url(stored):
    """Return where a draft goes on: its first page without an answer, or the check page."""
    return step_url(submission.flow_of(stored).next_unanswered(stored["answers"]))


def render_form(request, template, form, refused=422, **context):
    """Return a page with a form; its status says whether the form was refused."""
    status = refused if form.errors else 200
    return render(request, template, {"form": form} | context, status=status)
