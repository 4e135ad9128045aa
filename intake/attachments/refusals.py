"""Why a file is not taken: what is wrong with it, and what to do, in a sentence each."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class RefusalReason(StrEnum):
    """Why a file is not taken. Each has its sentence in REFUSAL_MESSAGES."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    TOO_MUCH = "too much"
    TOO_MANY = "too many"
    MORE_AT_ONCE = "more at once"
    ARCHIVE = "archive"
    OFFICE = "office"
    WEB_PAGE = "web page"
    MOVING = "moving"
    OTHER = "other"
    BROKEN = "broken"
    TIFF = "tiff"
    EMAIL = "email"
    LETTERS = "letters"
    PICTURES = "pictures"
    FORM = "form"
    NOTES = "notes"
    FILES_INSIDE = "files inside"
    TOO_LARGE = "too large"
    LOCKED = "locked"
    TOO_LONG = "too long"
    CANNOT_OPEN = "cannot open"
    BUSY = "busy"
    VIRUS = "virus"
    NO_SCANNER = "no scanner"
    NOT_SAVED = "not kept"


_ACCEPTED = _("We can take photos, PDF files and plain text files.")

REFUSAL_MESSAGES = {
    RefusalReason.EMPTY: (
        _("This file is empty."),
        _("Choose it again, or take a photo of your document."),
    ),
    RefusalReason.TOO_BIG: (
        _("This file is larger than 10 MB."),
        _("Take a photo of each page, and add the photos one at a time."),
    ),
    RefusalReason.TOO_MUCH: (
        _("Your files together can be 40 MB at most."),
        _("Remove a file that matters less, or add a smaller one."),
    ),
    RefusalReason.TOO_MANY: (
        _("You have added 10 files, which is the most we can take."),
        _("First remove one that matters less."),
    ),
    RefusalReason.MORE_AT_ONCE: (
        _("You can add 5 files at once, and this was one too many."),
        _("Add it again, with the next ones."),
    ),
    RefusalReason.ARCHIVE: (
        _("This is a ZIP file or another packed folder."),
        _("Open it, and add the files inside."),
    ),
    RefusalReason.OFFICE: (
        _("This is a Word file or another office file."),
        _("Save it as a PDF file, or take a photo of it."),
    ),
    RefusalReason.WEB_PAGE: (
        _("This is a web page or a drawing in code."),
        _("Take a picture of your screen, and add that."),
    ),
    RefusalReason.MOVING: (
        _("This is a video, a sound recording or an animated picture."),
        _("Add a photo, and tell us in words what happens in it."),
    ),
    RefusalReason.OTHER: (_ACCEPTED, _("Take a photo of your document instead.")),
    RefusalReason.BROKEN: (
        _("A part of this file is missing."),
        _("Add it again, or take a new photo."),
    ),
    RefusalReason.TIFF: (
        _("This is a TIFF file, as fax machines make."),
        _("Save it as a PDF file, or take a photo of each page."),
    ),
    RefusalReason.EMAIL: (
        _("This is a saved email."),
        _("Save the files in it, and add those, or print the email to PDF and add that."),
    ),
    RefusalReason.LETTERS: (
        _("We cannot read the letters in this text file."),
        _("Take a picture of your screen, or save the text as UTF-8, and add that."),
    ),
    RefusalReason.PICTURES: (
        _("This file has more than one picture in it."),
        _("Add each picture as a photo of its own."),
    ),
    RefusalReason.FORM: (
        _("We cannot copy all the answers in this form."),
        _("Print it to PDF, then add that."),
    ),
    RefusalReason.NOTES: (
        _("This PDF has notes or marks that we cannot copy."),
        _("Open the notes, take a picture of your screen, and add that."),
    ),
    RefusalReason.FILES_INSIDE: (
        _("This PDF has other files inside."),
        _("Print it to PDF and add that, then save the files inside and add them."),
    ),
    RefusalReason.TOO_LARGE: (
        _("This picture is too large for us to open."),
        _("Take a photo of it with your phone instead."),
    ),
    RefusalReason.LOCKED: (
        _("This file is locked with a password."),
        _("Save it without the password, or take a photo of each page."),
    ),
    RefusalReason.TOO_LONG: (
        _("This file has more than 300 pages."),
        _("Add only the pages that matter most."),
    ),
    RefusalReason.CANNOT_OPEN: (
        _("We could not open this file."),
        _("Take a photo of your document instead."),
    ),
    RefusalReason.BUSY: (_("Many people are adding files right now."), _("Try again in a minute.")),
    RefusalReason.VIRUS: (
        _("This file may have a virus, so we did not save it."),
        _("Take a photo of your document instead."),
    ),
    RefusalReason.NO_SCANNER: (
        _("We cannot check files for viruses right now."),
        _("Try again in an hour."),
    ),
    RefusalReason.NOT_SAVED: (_("We cannot save files right now."), _("Try again in a minute.")),
}

# The file is fine: it is on our side, and passes.
OUR_FAULT = {RefusalReason.BUSY, RefusalReason.NO_SCANNER, RefusalReason.NOT_SAVED}


class Refused(Exception):
    """A file is not taken. `reason` is the reason, `sentences` its two sentences: what, and what to
    do."""

    def __init__(self, reason: RefusalReason):
        super().__init__(reason.value)
        self.reason = reason
        self.sentences = REFUSAL_MESSAGES[reason]
        self.status = 503 if reason in OUR_FAULT else 422

    @property
    def message(self) -> str:
        return " ".join(str(sentence) for sentence in self.sentences)
