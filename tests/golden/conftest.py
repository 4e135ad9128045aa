import pytest

from intake.office.queue.views import _bulk_choice
from tests.golden.walks import walk


@pytest.fixture(scope="package")
def walked(django_db_setup, django_db_blocker):
    """Every page of the site as it is now, made once for all tests of this folder."""
    # Drawn once a process: other tests may have done so already.
    _bulk_choice.cache_clear()
    with django_db_blocker.unblock():
        return walk()
