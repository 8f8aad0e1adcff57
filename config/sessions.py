"""Sessions in the database. One of staff ends after 30 idle minutes, and 8 hours after the login whatever happens.

Both ends stand in the row itself (``expire_date``), so that a session that is over is not even read. Sessions of people
without a login are Django's own.
"""

import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

IDLE = 30 * 60  # seconds
LONGEST = 8 * 60 * 60  # seconds, from the login
STEP = 60  # seconds; a session in use is written no oftener, so it may end that much before it was idle for 30 minutes
SINCE = "masuk-sejak"


class SessionStore(db.SessionStore):
    expires_at = None  # of the row that was read

    def load(self):
        row = self._get_session_from_db()
        if row is None:
            return {}
        self.expires_at = row.expire_date
        return self.decode(row.session_data)

    def save(self, must_create=False):
        data = self._get_session(no_load=must_create)
        if SESSION_KEY in data:
            data.setdefault(SINCE, int(time.time()))
        super().save(must_create)

    def get_session_cookie_age(self):
        """Seconds that this session has left if it is saved now."""
        if SESSION_KEY not in self:
            return super().get_session_cookie_age()
        return max(0, min(IDLE, self.get(SINCE, int(time.time())) + LONGEST - int(time.time())))


def keep_alive(session) -> None:
    """Somebody is at work: put the idle end off, unless that was done within the last minute."""
    if session.expires_at is None:
        return
    left = (session.expires_at - timezone.now()).total_seconds()
    if session.get_session_cookie_age() - left >= STEP:
        session.modified = True
