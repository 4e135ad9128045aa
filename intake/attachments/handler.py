"""Files of a form, kept in memory and never on a disk, and read no further than is taken."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from intake.web.downloads import MOST_EACH, MOST_READ

from .refusals import RefusalReason, Refused


class MemoryUploadHandler(FileUploadHandler):
    """Keeps files in memory, together up to MOST_EACH: they are added one at a time."""

    is_too_big = False
    _received = 0
    _length = 0

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self._length = content_length

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self._buffer = io.BytesIO()

    def receive_data_chunk(self, raw_data, start):
        self._received += len(raw_data)
        if self._received > MOST_EACH:
            self.is_too_big = True
            self._buffer = io.BytesIO()
            raise SkipFile if self._length <= MOST_READ else StopUpload(connection_reset=True)
        self._buffer.write(raw_data)

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


def uploaded_file(request, name):
    """Return (bytes, file name) of the file sent as `name`. Raise Refused if none is, or too big.

    The name is only for showing: it is whatever the browser said.
    """
    file = request.FILES.get(name)
    if any(getattr(handler, "is_too_big", False) for handler in request.upload_handlers):
        raise Refused(RefusalReason.TOO_BIG)
    if file is None:
        raise Refused(RefusalReason.EMPTY)
    data = file.read()
    file.close()  # what it held is not needed twice
    return data, file.name
