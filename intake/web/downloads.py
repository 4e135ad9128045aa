"""Files that come and leave: how large they may be, and names that say nothing."""

from django.http import HttpResponse

# The most bytes of one added file, and of what is sent with it. A body this long is still read to
# its end and thrown away, so that the browser waits for the answer. A longer one is cut off.
MOST_EACH = 10 * 1024 * 1024
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
