"""The filter for every text of a document that a page shows."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join

from intake.rendering.characters import Output, direction_runs, readable

register = template.Library()


@register.filter
def document_text(text):
    """Return a text by the table of characters; words from right to left turn nothing else."""
    text = readable(str(text), Output.PAGE)
    runs = direction_runs(text)
    if not any(from_right for _piece, from_right in runs):
        return conditional_escape(text)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<bdi>{}</bdi>", piece) if from_right else piece,)
            for piece, from_right in runs
        ),
    )
