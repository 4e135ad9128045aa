"""Store the golden pages anew: `python -m tests.golden.make`.

Do so only where what people see changes on purpose, and read the difference in git before it is
committed. What was stored and sealed (shapes/, sealed/) is never made again.
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
    from tests.golden import book
    from tests.golden.walks import walk

    book.write(walk().pages)


if __name__ == "__main__":
    sys.exit(main())
