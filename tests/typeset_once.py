"""The process that sets PDFs runs once a run of the tests for the same input.

Pages of the matrix, of damaged cases and of double posts ask for the same files hundreds of times.
What is kept is what the process answered to exactly these bytes; what fails is never kept.
"""

import hashlib
import os
import subprocess

from intake.rendering import pdf

REAL_RUN, REAL_PROGRAM = subprocess.run, pdf._TYPESET


class TypesetOnce:
    """Runs the process as `pdf._run_typeset` does, and keeps its answers in a folder."""

    def __init__(self, folder):
        self.folder, self.run = folder, pdf._run_typeset

    def __call__(self, lines):
        if subprocess.run is not REAL_RUN or pdf._TYPESET != REAL_PROGRAM:
            return self.run(lines)  # a test looks at the process itself
        kept = self.folder / hashlib.sha256(lines).hexdigest()
        if kept.exists():
            return kept.read_bytes()
        made = self.run(lines)
        being_written = kept.with_suffix(f".{os.getpid()}")
        being_written.write_bytes(made)
        being_written.rename(kept)  # at once, for another worker may read it now
        return made
