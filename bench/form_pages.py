"""Each page of the form, in both voices: queries, compressed bytes, and CPU beside a bare view.

`python -m bench.form_pages` prints a line for each page. The bare view answers with as many bytes;
both go through all of the site's middleware, in one process, on a new database.
"""

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

VOICES = {"me": "me", "them": "family"}


def _filer(step, filing_for):
    """Return somebody who stands at a page, with all pages before it answered."""
    from intake.flow.complaint import COMPLAINT
    from intake.flow.sample import ANSWERS, sample
    from tests.filer import Filer, FormClient

    answers = sample(COMPLAINT, filing_for=filing_for, held=step.slug != "jail")
    answers |= {"other-help": {}}
    if step.slug == "other-help":
        answers["problem"] = {"went_wrong": ["other"]}
    if step.slug == "proof":
        answers["why-wrong"] = {"reasons": ["us_citizen"]}
    if step.on_request:
        answers[step.slug] = ANSWERS[step.slug]
    client = FormClient()
    client.get("/ask/filer/")
    return Filer(client, answers).jump(until="" if step.on_request else step.slug)


def measure():
    """Print a line for each page that is asked in a voice."""
    import django

    django.setup()
    from django.db import connection

    from bench.desk import _cpu
    from intake.flow.complaint import COMPLAINT

    for voice, filing_for in VOICES.items():
        for step in COMPLAINT.steps:
            filer, path = _filer(step, filing_for), f"/ask/{step.slug}/"
            queries: list[str] = []

            def count(execute, sql, params, many, context, queries=queries):
                queries.append(sql)
                return execute(sql, params, many, context)

            with connection.execute_wrapper(count):
                answer = filer.client.get(path)
            if answer.status_code != 200:
                continue  # not asked in this voice
            size = len(answer.content)
            middle, _size = _cpu(lambda filer=filer, path=path: filer.client.get(path))
            bare, _size = _cpu(
                lambda filer=filer, size=size: filer.client.get(f"/bare-form/{size}/")
            )
            print(
                f"{voice:4s} {step.slug:16s} {len(queries)} queries,"
                f" {len(gzip.compress(answer.content)) / 1000:5.1f} kB compressed,"
                f" {middle:5.1f} ms, bare {bare:4.2f} ms: {middle / bare:4.1f} times",
                flush=True,
            )


def bench_form_pages():
    from tests.environment import ENVIRONMENT
    from tests.server import ROOT, new_database

    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | ENVIRONMENT
        environment |= {"DATABASE_URL": new_database(Path(folder)), "PYTHONPATH": str(ROOT)}
        environment["DJANGO_SETTINGS_MODULE"] = "bench.in_process"
        command = [sys.executable, "-m", "bench.form_pages", "measure"]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure()
    else:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        bench_form_pages()
