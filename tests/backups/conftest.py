import os

import pytest


@pytest.fixture(scope="session")
def engine_url():
    """The PostgreSQL of this run, or "" for SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""
