"""The photos inside PDFs, without what cameras write beside the dots. The dots stay as they are."""

import re

# In the data of a scan, FF is followed by 00 or a restart; any other pair is the next mark.
_MARK = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_JP2_BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}


def strip_jpeg(data):
    """Return a JPEG without comments and application data, or None if it is not understood."""
    if not data.startswith(b"\xff\xd8"):
        return None
    segments, position, in_scan = [b"\xff\xd8"], 2, False
    while found := _MARK.search(data, position):
        mark, start = data[found.end() - 1], found.end()
        if in_scan:
            segments.append(data[position : found.start()])
        if mark == 0xD9:
            return b"".join(segments) + b"\xff\xd9"
        length = int.from_bytes(data[start : start + 2])
        segment = data[start : start + length]
        if length < 2 or len(segment) < length:
            return None
        # Of what programs add, only Adobe's says how colors are to be read.
        adobe = mark == 0xEE and segment[2:7] == b"Adobe"
        if adobe or not (0xE0 <= mark <= 0xEF or mark == 0xFE):
            segments.append(b"\xff" + bytes([mark]) + segment)
        position, in_scan = start + length, mark == 0xDA
    return b"".join(segments) + data[position:] + b"\xff\xd9" if in_scan else None


def strip_jp2(data):
    """Return a JPEG 2000 without boxes for texts, or None if it is not understood."""
    if data.startswith(b"\xff\x4f"):
        return data
    segments, position = [], 0
    while position + 8 <= len(data):
        length, name = (
            int.from_bytes(data[position : position + 4]),
            data[position + 4 : position + 8],
        )
        if length == 1:
            length = int.from_bytes(data[position + 8 : position + 16])
        length = length or len(data) - position
        if length < 8 or position + length > len(data):
            return None
        if name in _JP2_BOXES:
            segments.append(data[position : position + length])
        position += length
    return b"".join(segments) if segments else None
