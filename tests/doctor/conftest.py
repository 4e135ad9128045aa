import pytest

from tests.doctor.site import Site


@pytest.fixture(scope="session")
def healthy(tmp_path_factory):
    return Site(tmp_path_factory.mktemp("healthy")).install()


@pytest.fixture
def site(healthy, tmp_path):
    return healthy.copy(tmp_path / "site")
