"""The site as sqlmap is let loose on it: without limits, with a seam of our own, and a count of what was asked.

sqlmap must find the seam: else it has found nothing elsewhere because it looked at nothing.
"""

import json
from itertools import count
from urllib.parse import parse_qs

from django.conf import settings
from django.db import DatabaseError, connection

from tests.bench.unlimited import application as unlimited
from tests.sqlmap.targets import COUNT, SEAM

# A real one costs a fifth of a second; who logs in has their password kept by the first of these.
settings.PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("MD5", "PBKDF2")]
asked, broken = count(1), []
last = 0


def application(environ, start_response):
    global last  # noqa: PLW0603  the server calls a function
    if environ["PATH_INFO"] == COUNT:
        return plain(start_response, "200 OK", json.dumps({"asked": last, "broken": broken[:20]}))
    if environ["PATH_INFO"] == SEAM:
        return seam(environ, start_response)
    last = next(asked)

    def begin(status, headers, *more):
        if status.startswith("5"):
            broken.append(f"{status[:3]} {environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        return start_response(status, headers, *more)

    return unlimited(environ, begin)


def seam(environ, start_response):
    """What no code of the site does: a value becomes part of a statement."""
    word = parse_qs(environ["QUERY_STRING"]).get("q", [""])[0]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT slug FROM catalog_standard WHERE kbli_code = '" + word + "'")  # noqa: S608
            rows = cursor.fetchall()
    except DatabaseError as error:
        return plain(start_response, "500 Internal Server Error", str(error))
    finally:
        connection.close()
    return plain(start_response, "200 OK", str(rows))


def plain(start_response, status: str, text: str):
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [text.encode()]
