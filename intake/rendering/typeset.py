"""Runs as a process of its own: reads a line of JSON for each file, and writes each as a PDF after
its length; nothing after a length of 0 where it could not be set.

So what it takes of memory is given back, what it takes of time has an end, and nothing of the
site's secrets is near what people wrote.
"""

import io
import resource
import sys
from pathlib import Path
from typing import Any

import pikepdf
import typst

HERE = Path(__file__).parent
SECONDS, BYTES = 60, 2_000_000_000
LENGTH = 8  # bytes that say how long a file is


def with_headers(typeset_pdf: bytes) -> bytes:
    """Return the PDF with the first cell of each row tagged as its header.

    Every table here is label and value; this Typst has no word for a header at the side.
    """
    with pikepdf.open(io.BytesIO(typeset_pdf)) as pdf:
        waiting = [pdf.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            if element.get("/S") == "/TR":
                _mark_header(element)
                continue
            below = element.get("/K")
            kids = list(below) if isinstance(below, pikepdf.Array) else [below]
            waiting += [one for one in kids if isinstance(one, pikepdf.Dictionary)]
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _mark_header(row: Any) -> None:
    first = row.K[0] if isinstance(row.K, pikepdf.Array) else row.K
    first.S = pikepdf.Name.TH
    first.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    folder = str(HERE / "fonts")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    for documents in sys.stdin.buffer:
        try:
            # Its types want the source and the root to be of one type; it does not.
            typeset_pdf = typst.compile(  # type: ignore[call-overload]
                (HERE / "page.typ").read_bytes(),
                root=folder,
                font_paths=fonts,
                sys_inputs={"documents": documents.decode()},
                pdf_standards="ua-1",
            )
            file = with_headers(typeset_pdf)
        except typst.TypstError:
            file = b""  # the others are made all the same
        sys.stdout.buffer.write(len(file).to_bytes(LENGTH) + file)


if __name__ == "__main__":
    main()
