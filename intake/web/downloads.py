"""Files that come and leave: how large they may be, and names that say nothing."""

from django.http import HttpResponse

# The most bytes of one added file, how many files are added at once, and the most bytes of all that
# is sent with them. A body this long is read to its end, so that the browser waits for the answer.
# A longer one is cut off.
MOST_EACH = 10 * 1024 * 1024
MOST_FILES = 5
MOST_READ = 4 * MOST_EACH

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"


def attachment(content, kind, name):
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
