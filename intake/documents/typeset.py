"""Runs as a process of its own: reads documents as JSON, writes one PDF.

So what it takes of memory is given back, what it takes of time has an end, and nothing of the
site's secrets is near what people wrote.
"""

import resource
import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent
SECONDS, BYTES = 60, 2_000_000_000


def main():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    fonts = str(HERE / "fonts")
    made = typst.compile(
        (HERE / "page.typ").read_bytes(),
        root=fonts,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
        sys_inputs={"documents": sys.stdin.buffer.read().decode()},
        pdf_standards="ua-1",
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
