import gc
import os

import django
from django.core.handlers.wsgi import WSGIHandler


def _application():
    """Return the WSGI application, unless a setting forbids the site to start."""
    gc.disable()  # until all is there (intake/apps.py)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intake.settings")
    django.setup(set_prefix=False)
    # It asks settings and models, so it cannot be imported before they are ready.
    from intake import start
    from intake.backups.closed import closed_until_confirmed

    start.refuse()
    return closed_until_confirmed(WSGIHandler())


application = _application()
