"""The settings of the tests, with the bare views beside the site: to measure in one process."""

from tests.settings import *

ROOT_URLCONF = "bench.urls"
