"""The site that `make hostile` attacks: the server of config/serve.py with all its options, and the data it is given.

What would only slow the attack down is lighter: passwords cost nothing, nobody has to wait three seconds before a form,
and the address of a request is the one that it names, as behind nginx, so that the limits of one address are met a few
times each and not by every request.
"""

import logging
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402  needs Django set up

from complaints.forms import ticket  # noqa: E402
from config.serve import server, wanted_port  # noqa: E402
from config.wsgi import application  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.TRUSTED_PROXY = True
ticket.AT_LEAST = -1
logging.getLogger("django").setLevel(logging.ERROR)  # a line for each 404 would fill the disk

__all__ = ["application"]

if __name__ == "__main__":
    os.setpgrp()  # a Ctrl-C ends the attack, which still needs its site to tell the figures
    *words, _ = server(wanted_port())
    os.execv(sys.executable, [sys.executable, *words, "tests.hostile.target:application"])  # noqa: S606
