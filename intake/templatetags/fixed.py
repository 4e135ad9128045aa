"""`{% fixed %}`: a part of a template that is the same for everybody, drawn once for a language."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class FixedNode(template.Node):
    """Addresses, texts and names of files of the site. Whatever is in it knows no visitor."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist
        # {(language, name of the site): HTML}: as many as there are languages.
        self.drawn: dict[tuple[str | None, str], SafeString] = {}

    def render(self, context: Any) -> SafeString:
        key = get_language(), settings.SITE_NAME
        if key not in self.drawn:
            # With the name of the site alone, so that nothing of a request can be in it.
            own = template.Context({"site_name": settings.SITE_NAME})
            with own.bind_template(context.template):
                self.drawn[key] = self.nodelist.render(own)
        return self.drawn[key]


@register.tag
def fixed(parser: Any, _token: Any) -> FixedNode:
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return FixedNode(nodelist)
