import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intake.settings")
django.setup(set_prefix=False)

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

from intake import start  # noqa: E402

start.refuse()

application = WSGIHandler()
