"""Links by which somebody outside, without an account, reads a draft and remarks on it for some days.

The secret stands in the address and nowhere else: what is stored is its digest. A wrong link, one that has ended and
one that was revoked open nothing, and nobody can tell one from the other.
"""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.models import LONGEST_REMARK, DraftLink, Remark, Standard

MOST_REMARKS = 50  # of one link; more than a reader writes, too few to fill a disk
LONGEST_TOKEN = 64  # ours have 43 characters
DAYS = (7, 14, 30)  # for which a link may be valid


class RemarkError(ValidationError):
    """A remark that cannot be taken; ``message`` is an Indonesian sentence."""


def make_link(
    standard: Standard, *, by, reader: str, days: int, now: dt.datetime | None = None
) -> tuple[DraftLink, str]:
    """A new link and its token, which is known now and never again. ``days`` are hari kalender."""
    now = now or timezone.now()
    token = secrets.token_urlsafe(32)
    link = DraftLink.objects.create(
        standard=standard,
        reader=reader,
        token_digest=_digest(token),
        made_by=by,
        made_at=now,
        ends_at=now + dt.timedelta(days=days),
    )
    return link, token


def revoke(link: DraftLink) -> None:
    DraftLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())


def opened(token: str) -> DraftLink | None:
    """The link that a token opens now."""
    if len(token) > LONGEST_TOKEN:
        return None
    opening = DraftLink.objects.opening(timezone.now()).select_related("standard__sector")
    return opening.filter(token_digest=_digest(token)).first()


@transaction.atomic
def write_remark(link: DraftLink, *, component: int, text: str) -> Remark:
    """Keep what the reader says about a component (0: the whole draft). Raises RemarkError."""
    DraftLink.objects.select_for_update().get(pk=link.pk)  # one after the other, so that the count is true
    if not text.strip():
        raise RemarkError("Tuliskan catatan Anda.")
    if len(text) > LONGEST_REMARK:
        raise RemarkError(f"Catatan terlalu panjang ({len(text)} huruf). Paling banyak {LONGEST_REMARK} huruf.")
    if link.remarks.count() >= MOST_REMARKS:
        raise RemarkError(f"Tautan ini sudah memuat {MOST_REMARKS} catatan. Hubungi kantor bila masih ada yang lain.")
    return Remark.objects.create(link=link, component=component, text=text.strip(), made_at=timezone.now())


def settle(remark: Remark, *, by) -> None:
    """Mark a remark as dealt with."""
    Remark.objects.filter(pk=remark.pk, settled_at__isnull=True).update(settled_at=timezone.now(), settled_by=by)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
