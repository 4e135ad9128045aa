import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intake.settings")

application = get_wsgi_application()

from intake import start  # noqa: E402

start.refuse()
