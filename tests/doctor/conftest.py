import tempfile
from pathlib import Path

import pytest

from tests.doctor.site import Site


@pytest.fixture(scope="session")
def healthy(tmp_path_factory):
    return Site(tmp_path_factory.mktemp("healthy")).install()


@pytest.fixture
def site(healthy):
    """A copy to plant a fault in, in a folder whose rights no other run of pytest resets."""
    with tempfile.TemporaryDirectory(prefix="wrong-match-doctor-") as folder:
        yield healthy.copy(Path(folder) / "site")
