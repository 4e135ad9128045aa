"""What is stored of a form, as plain JSON: the names here are kept for good, as evidence."""

from typing import Any

from intake.vault.shapes import JSON, ListOf, MapOf, Record, check

from .complaint import COMPLAINT

# {question: answer}.
ENTRY = MapOf(JSON)


class Answers:
    """{page: {question: answer}}, or {page: [{question: answer}]} for a page that repeats."""

    def check(self, value: Any, place: str) -> None:
        check(MapOf(JSON), value, place)
        for page, answer in value.items():
            known = COMPLAINT.has_step(page)
            # A page of an earlier edition repeated, or did not.
            repeats = COMPLAINT.step(page).many if known else isinstance(answer, list)
            check(ListOf(ENTRY) if repeats else ENTRY, answer, f"{place}.{page}")


ANSWERS = Answers()

DRAFT = Record(
    {"answers": ANSWERS},
    {
        # Answers moved aside, to be asked again.
        "earlier": ANSWERS,
        "lane": str,
        "coded": bool,
        # The filer keeps the letters and leaves no case.
        "papers": bool,
        # When the first page came, in seconds.
        "began": int,
        # The volunteer who fills it in for a caller.
        "assisted": int,
        # What the filer decided about letters (packets.choices), oldest first.
        "letters": ListOf(ENTRY),
    },
)

# `english` is the value in English, for documents, where the filer read another language.
LINE = Record({"key": str, "label": str, "value": str, "identity": bool}, optional={"english": str})
SECTION = Record(
    {
        "key": str,
        "title": str,
        "part": str,
        "sees": str,
        "many": bool,
        "entries": ListOf(ListOf(LINE)),
    }
)
TRANSCRIPT = ListOf(SECTION)
