"""What the site writes about itself in production: a line of JSON each, which names no person and opens nothing.

Words of an exception may quote a row, so of most only the kind and the place are kept; what reaches a person is masked,
and so are secret addresses. No query string is ever logged: it may hold a name that was searched for.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from complaints.rules.masking import masked

SECRET = re.compile(r"(/kalender/|/naskah/)[^/\s]+")  # an address that opens something by itself
QUERY = re.compile(r"\?[^\s'\"]*")
# Their words are the system's own: a locked database, a full disk, a server that does not answer.
SPEAKING = ("OperationalError", "InterfaceError", "ImproperlyConfigured", "CommandError")
LONGEST = 2_000


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_persons(record.getMessage()),
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info and record.exc_info[1] is not None:
            line |= told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def told(error: BaseException) -> dict[str, object]:
    """Kind and place of an exception, and of the one behind it."""
    frames = traceback.extract_tb(error.__traceback__)
    facts: dict[str, object] = {
        "exception": type(error).__name__,
        "stack": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if type(error).__name__ in SPEAKING:
        facts["words"] = without_persons(str(error).splitlines()[0] if str(error) else "")
    if error.__cause__ is not None:
        facts["cause"] = type(error.__cause__).__name__
    return facts


def without_persons(text: str) -> str:
    return masked(QUERY.sub("", SECRET.sub(r"\1…", text)))[:LONGEST]
