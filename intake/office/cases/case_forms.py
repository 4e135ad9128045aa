"""The forms of a case page: only the one that is asked for is made, and drawn."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from intake.cases import volunteer_actions

from .actions import CASE_ACTIONS
from .conflicts import seen_now
from .forms import DuplicateForm, StatusForm

MOVE, FOLLOW_UP = "move", "follow_up"
# {name in the address: (what the link says, what the button says, a hint)}.
ASKED = {
    FOLLOW_UP: (gettext_lazy("Follow-up"), gettext_lazy("Set it"), ""),
    "assign": (gettext_lazy("Assign"), gettext_lazy("Assign"), ""),
    MOVE: (gettext_lazy("Other status"), gettext_lazy("Change status"), ""),
    "raise": (
        gettext_lazy("Escalate"),
        gettext_lazy("Escalate"),
        gettext_lazy("It ends by itself after seven days."),
    ),
    "tags": (gettext_lazy("Tags"), gettext_lazy("Save tags"), ""),
    "correct": (gettext_lazy("A fact is wrong"), gettext_lazy("Correct it"), ""),
    "end_day": (
        gettext_lazy("A deadline is done, or no longer matters"),
        gettext_lazy("Save"),
        "",
    ),
}
IN_ACTIONS = (FOLLOW_UP, "assign", MOVE, "raise", "tags")


def forms_context(request, found, can, move, asked=None):
    """Return the links to the forms of a case, and the one form that the address asks for.

    `move` is a form of a status that was filled in wrong, `asked` the (name, form) of another one:
    they are shown again.
    """
    query = request.GET.get("list")
    list_part = urlencode({"list": query}) if query else ""
    names = [name for name in IN_ACTIONS if can["move" if name == MOVE else "verb"]]
    context = {
        "acts": [(name, ASKED[name][0]) for name in names],
        "follow_up": FOLLOW_UP,
        "list_part": list_part,
        "more": f"&{list_part}" if list_part else "",
        "forms": {"likeness": DuplicateForm()} if can["verb"] else {},
    }
    name = MOVE if move else asked[0] if asked else request.GET.get("do", "")
    if name in ASKED and can["move" if name == MOVE else "verb"]:
        context |= _asked(found, name, move, asked and asked[1])
    return context


def _asked(found, name, move, typed):
    label, button, hint = ASKED[name]
    if name == MOVE:
        return {"asked": {"label": label}, "move_form": move or StatusForm(found)}
    form_class: Any = CASE_ACTIONS[name][0]
    form = typed or form_class(initial=_given(found, name), auto_id=f"{name}_%s")
    asked = {"name": name, "label": label, "button": button, "hint": hint, "form": form}
    asked["seen"] = (found.assigned_to_id or 0) if name == "assign" else None
    return {"asked": asked}


def _given(found, name):
    """Return what stands now, to be changed."""
    if name == "assign":
        return {"to": found.assigned_to_id}
    if name == FOLLOW_UP:
        return {"on": found.follow_up_on, "seen": volunteer_actions.follow_up_version(found)}
    if name == "tags":
        return {"tags": found.tags.all(), "seen": volunteer_actions.tags_version(found)}
    return {"seen": seen_now(found, name)}
