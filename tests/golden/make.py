"""Store the golden pages and shapes anew: `python -m tests.golden.make`.

Do so only where what people see, or what is stored, changes on purpose, and read the difference
in git before it is committed. What version 1 sealed (sealed/) is never made again.
"""

import os
import sys

import django
from django.test.utils import setup_databases, setup_test_environment, teardown_databases


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        _make()
    finally:
        teardown_databases(databases, verbosity=0)


def _make():
    from tests.golden import book, sealed, shapes
    from tests.golden.walks import walk
    from tests.golden.world import office

    walked = walk()
    book.write(walked.pages)
    for name, value in shapes.of(walked).items():
        shapes.write(name, value)
    if not sealed.FILE.exists():
        with office():
            version_1 = sealed.version_1(walked.cases["me"])
        sealed.FILE.parent.mkdir(exist_ok=True)
        sealed.FILE.write_text(shapes.in_lines(version_1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
