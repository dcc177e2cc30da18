"""The door for gunicorn. It stays shut while something is missing: see start.py."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from linkstudy import start

os.umask(0o077)  # what a server writes is its owner's alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkstudy.settings")
application = get_wsgi_application()
start.demand()
connections.close_all()  # a server that forks shares none
