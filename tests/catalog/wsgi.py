"""The site as its server asks it: one WSGI request, and the whole answer."""

from io import BytesIO
from typing import NamedTuple

from django.core.signals import request_started
from django.db import close_old_connections

from config.wsgi import application


class Answer(NamedTuple):
    status: str
    headers: list[tuple[str, str]]  # in the order of their names
    body: bytes


def ask(path: str, method: str = "GET", *, app=application, **environ) -> Answer:
    """``environ`` is what a request brings beside its path, as WSGI names it."""
    started = []
    request = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **environ,
    }
    # As Django's test client does it: on PostgreSQL the connection would be closed, and with it the test's transaction.
    request_started.disconnect(close_old_connections)
    try:
        body = b"".join(app(request, lambda *answer: started.append(answer)))
    finally:
        request_started.connect(close_old_connections)
    [(status, headers)] = started
    return Answer(status, sorted(headers), b"" if method == "HEAD" else body)
