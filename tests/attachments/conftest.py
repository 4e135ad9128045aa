import pytest

from tests.bucket import running_bucket


@pytest.fixture
def bucket(settings):
    with running_bucket() as bucket:
        settings.ATTACHMENTS_S3 = bucket.address
        yield bucket
