"""What is stored of a form, as plain JSON: the names here are kept for good, as evidence."""

from intake.vault.shapes import JSON, ListOf, MapOf, OneOf, Record

# {page: {question: answer}}, or [{question: answer}] for a page that repeats.
PAGE = OneOf((MapOf(JSON), ListOf(MapOf(JSON))))
ANSWERS = MapOf(PAGE)

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
    },
)

LINE = Record({"key": str, "label": str, "value": str, "identity": bool})
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
