"""The door for gunicorn. It stays shut while the database lacks a guard."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from linkstudy import guards

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkstudy.settings")
application = get_wsgi_application()
guards.demand()
connections.close_all()  # a server that forks shares none
