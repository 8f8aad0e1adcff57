"""How often something may happen from one address, exact under parallel workers because one statement counts.

Addresses are not stored: a bucket's key is an HMAC of purpose and address. Only failed look-ups count, since many
people share one address of a mobile network; filings get a soft limit first.
"""

import datetime as dt
import ipaddress
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.db import connection
from django.db.models import F

from complaints.codes import keyed_digest
from complaints.models import Bucket
from complaints.rules.terms import Term


class Purpose(Term):
    """What is counted."""

    LOOK_UP = "lacak"  # wrong number or code
    FILING = "lapor"
    FILING_OVERALL = "lapor-semua"
    MAIL = "surel"  # notices to one e-mail address
    LOGIN = "masuk"  # of one name from one address
    LOGIN_ADDRESS = "masuk-alamat"
    LOGIN_NAME = "masuk-nama"  # from wherever
    SECOND_FACTOR = "kode-kedua"  # of one account whose password was right
    FILES_OVERALL = "berkas-semua"  # kilobytes that complainants send


@dataclass(frozen=True, slots=True)
class Limit:
    count: int
    window: dt.timedelta


LIMITS = {
    Purpose.LOOK_UP: Limit(10, dt.timedelta(minutes=10)),
    Purpose.FILING: Limit(60, dt.timedelta(hours=1)),
    Purpose.FILING_OVERALL: Limit(1000, dt.timedelta(hours=1)),
    Purpose.MAIL: Limit(3, dt.timedelta(days=1)),
    Purpose.LOGIN: Limit(10, dt.timedelta(minutes=15)),
    Purpose.LOGIN_ADDRESS: Limit(60, dt.timedelta(minutes=15)),  # a whole office may have one address
    Purpose.LOGIN_NAME: Limit(100, dt.timedelta(minutes=15)),
    Purpose.SECOND_FACTOR: Limit(10, dt.timedelta(minutes=15)),
    Purpose.FILES_OVERALL: Limit(settings.FILES_MEGABYTES_A_DAY * 1000, dt.timedelta(days=1)),
}
FILING_SOFT = 10  # of one address within the window; then something more is asked of the person
EVERYBODY = "semua"

# A window begins with the first event after the last one has passed.
COUNT = """
    INSERT INTO complaints_bucket (key, window_start, count) VALUES (%(key)s, %(now)s, %(amount)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN complaints_bucket.window_start <= %(past)s THEN excluded.count
                     ELSE complaints_bucket.count + excluded.count END,
        window_start = CASE WHEN complaints_bucket.window_start <= %(past)s THEN excluded.window_start
                            ELSE complaints_bucket.window_start END
    RETURNING count
"""


class Verdict(Enum):
    """What to do with a filing."""

    ALLOWED = "allowed"
    CHECK = "check"  # ask for something a program does not do, then accept
    REFUSED = "refused"  # 429


def is_blocked(purpose: Purpose, address: str, *, now: dt.datetime) -> bool:
    """Whether this address has used up its failures; whatever it sends now, right or wrong, is refused alike."""
    bucket = Bucket.objects.filter(pk=_key(purpose, address), window_start__gt=now - LIMITS[purpose].window).first()
    return bucket is not None and bucket.count >= LIMITS[purpose].count


def count_failure(purpose: Purpose, address: str, *, now: dt.datetime) -> bool:
    """Count one failure. Returns whether it is still within the limit; if not, answer as to a blocked address.

    Do not rely on ``is_blocked`` before alone: other workers may have counted in between.
    """
    return _count(purpose, address, now) <= LIMITS[purpose].count


def take_back(purpose: Purpose, subject: str, amount: int = 1) -> None:
    """Uncount an attempt that was counted before it was made, and then was no failure."""
    Bucket.objects.filter(pk=_key(purpose, subject), count__gte=amount).update(count=F("count") - amount)


def count_filing(address: str, *, now: dt.datetime) -> Verdict:
    """Count one filing that is about to be stored, of this address and of all."""
    own = _count(Purpose.FILING, address, now)
    if own > LIMITS[Purpose.FILING].count:
        return Verdict.REFUSED  # and does not use up what is for all
    if _count(Purpose.FILING_OVERALL, EVERYBODY, now) > LIMITS[Purpose.FILING_OVERALL].count:
        return Verdict.REFUSED
    return Verdict.CHECK if own > FILING_SOFT else Verdict.ALLOWED


def count_files(kilobytes: int, *, now: dt.datetime) -> bool:
    """Count files that are about to be stored, of whomever; returns whether there is room, else nothing is counted."""
    if _count(Purpose.FILES_OVERALL, EVERYBODY, now, kilobytes) <= LIMITS[Purpose.FILES_OVERALL].count:
        return True
    take_back(Purpose.FILES_OVERALL, EVERYBODY, kilobytes)
    return False


def share_of_files(*, now: dt.datetime) -> float:
    """How much of the room for files is used up in this window, 1.0 being all."""
    limit = LIMITS[Purpose.FILES_OVERALL]
    buckets = Bucket.objects.filter(pk=_key(Purpose.FILES_OVERALL, EVERYBODY), window_start__gt=now - limit.window)
    return (buckets.values_list("count", flat=True).first() or 0) / limit.count


def count_mail(email: str, *, now: dt.datetime) -> bool:
    """Count one notice to an e-mail address; returns whether it may be sent."""
    local, _, domain = email.strip().lower().rpartition("@")
    mailbox = local.partition("+")[0].replace(".", "")  # most providers deliver all of these to one mailbox
    return _count(Purpose.MAIL, f"{mailbox}@{domain}", now) <= LIMITS[Purpose.MAIL].count


def retry_after(purpose: Purpose) -> int:
    """Seconds after which a blocked address may surely try again, for the header Retry-After."""
    return int(LIMITS[purpose].window.total_seconds())


def forget_past(*, now: dt.datetime) -> int:
    """Delete the buckets whose window has passed, whatever they counted; for the daily job. Returns how many."""
    longest = max(limit.window for limit in LIMITS.values())
    return Bucket.objects.filter(window_start__lte=now - longest).delete()[0]


def client_address(request) -> str:
    """Where the request comes from: the proxy's word in production, the connection itself elsewhere.

    X-Forwarded-For is the client's to write, and not read. One IPv6 household is one address (/64).
    """
    given = request.META.get("HTTP_X_REAL_IP", "") if settings.TRUSTED_PROXY else ""
    return _network(given) or _network(request.META.get("REMOTE_ADDR", "")) or "tidak diketahui"


def _network(text: str) -> str:
    """The address, or the /64 of an IPv6 address; "" when it is none."""
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), 64), strict=False))


def _count(purpose: Purpose, subject: str, now: dt.datetime, amount: int = 1) -> int:
    """Add to the bucket, emptied first if its window has passed; returns what it holds now."""
    adapt = connection.ops.adapt_datetimefield_value
    past = adapt(now - LIMITS[purpose].window)
    values = {"key": _key(purpose, subject), "now": adapt(now), "past": past, "amount": amount}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        return cursor.fetchone()[0]


def _key(purpose: Purpose, subject: str) -> str:
    return keyed_digest(f"takaran-{purpose.value}", subject)
