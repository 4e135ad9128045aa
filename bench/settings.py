"""The site, with one bare view beside it that inserts one row: the baseline of the same run."""

from intake.settings import *

ROOT_URLCONF = "bench.urls"
