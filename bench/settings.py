"""The site, with one bare view beside it that inserts one row: the baseline of the same run."""

from intake.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
