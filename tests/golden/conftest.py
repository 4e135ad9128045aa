import pytest

from tests.golden.walks import walk


@pytest.fixture(scope="package")
def walked(django_db_setup, django_db_blocker):
    """Every page of the site as it is now, made once for all tests of this folder."""
    with django_db_blocker.unblock():
        return walk()
