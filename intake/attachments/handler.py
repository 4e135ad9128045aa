"""Files of a form, kept in memory and never on a disk, and read no further than is taken."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from intake.web.downloads import MOST_EACH, MOST_READ

from .refusals import RefusalReason, Refused


class MemoryUploadHandler(FileUploadHandler):
    """Keeps each file in memory, up to MOST_EACH; together they are no larger than MOST_READ."""

    is_too_big = False
    _length = 0

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self._length = content_length

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self._buffer, self._size = io.BytesIO(), 0

    def receive_data_chunk(self, raw_data, start):
        self._size += len(raw_data)
        if self._size <= MOST_EACH:
            self._buffer.write(raw_data)
            return
        self._buffer = io.BytesIO()
        if self._length > MOST_READ:
            self.is_too_big = True
            raise StopUpload(connection_reset=True)

    def file_complete(self, file_size):
        self._buffer.seek(0)
        return InMemoryUploadedFile(
            self._buffer,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
        )


def uploaded_files(request, name):
    """Yield (bytes, file name) of each file sent as `name`; the bytes are None where it is too big.

    Each is let go of before the next. A name is only for showing: it is what the browser said.
    """
    files = request.FILES.getlist(name)
    while files:
        file = files.pop(0)
        data = file.read() if file.size <= MOST_EACH else None
        file.close()  # what it held is not needed twice
        yield data, file.name


def was_cut_off(request):
    """Say whether a file was so large that reading of the form stopped there."""
    return any(getattr(handler, "is_too_big", False) for handler in request.upload_handlers)


def uploaded_file(request, name):
    """Return (bytes, file name) of the one file sent as `name`. Raise Refused if none is, or too
    big."""
    for data, file_name in uploaded_files(request, name):
        if data is None:
            raise Refused(RefusalReason.TOO_BIG)
        return data, file_name
    raise Refused(RefusalReason.TOO_BIG if was_cut_off(request) else RefusalReason.EMPTY)
