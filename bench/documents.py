"""Documents (S18): seconds and peak memory, beside a file of one line made in the same run.

`python -m bench.documents` measures them alone. Each is made in a fresh process, so that the peak
memory is its own and not that of what was made before.
"""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

import django

TURNS = 5
ONE_LINE = "a file of one line"
PEOPLE = {"usual": "helper, held now", "a story of 100,000 letters": "long story"}
PACKET, ALL, EACH = "packet for CRCL", "all documents, one file", "all documents, a file each"


def documents_of(what, who):
    """Return the documents of a packet, or all that fit somebody, as they are built now."""
    from intake.packets.build import DOCUMENTS_OF_ROUTE, build_document, fitting_documents
    from intake.rendering.blocks import Document, Paragraph
    from tests.packets.people import told_of

    if what == ONE_LINE:
        return [Document("x", "en", (Paragraph("one line"),))]
    known = told_of(who)
    kinds = DOCUMENTS_OF_ROUTE["crcl"] if what == PACKET else fitting_documents(known)
    return [build_document(kind, known) for kind in kinds]


def taken(what, who=""):
    """Return (documents, median seconds, peak megabytes of what sets them), in this process."""
    from intake.rendering import pdf

    seconds = []
    for _turn in range(TURNS):
        start = time.perf_counter()
        documents = documents_of(what, who)
        if what == EACH:
            assert all(pdf.make_each(documents))
        else:
            assert pdf.to_pdf(*documents)
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return len(documents), median(seconds), peak


def in_fresh_process(*what):
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=django.setup) as pool:
        return pool.submit(taken, *what).result()


def bench_documents():
    _count, line, line_peak = in_fresh_process(ONE_LINE)
    print(f"Documents ({ONE_LINE} takes {line:.2f} s and {line_peak:.0f} MB):", flush=True)
    for name, who in PEOPLE.items():
        for what in (PACKET, ALL, EACH):
            count, seconds, peak = in_fresh_process(what, who)
            print(
                f"  {what}, {name}: {count} documents in {seconds:.2f} s and {peak:.0f} MB;"
                f" {seconds / line:.1f} times the time of {ONE_LINE},"
                f" {peak / line_peak:.1f} times its memory",
                flush=True,
            )


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    bench_documents()
