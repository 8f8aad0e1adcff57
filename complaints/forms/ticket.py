"""When a form was opened: it cannot be sent by a machine at once, nor by anyone a day later."""

from dataclasses import dataclass
from enum import Enum

from django.core import signing

from complaints import codes

SIGNER = signing.TimestampSigner(salt="complaints.forms.ticket")
AT_LEAST = 3  # seconds that a person needs
AT_MOST = 24 * 60 * 60


class Trouble(Enum):
    EARLY = "Formulir ini terkirim terlalu cepat. Tunggu beberapa detik, lalu kirim sekali lagi."
    STALE = (
        "Formulir ini dibuka lebih dari 24 jam yang lalu. Isian Anda masih lengkap; periksa, lalu kirim sekali lagi."
    )


@dataclass(frozen=True, slots=True)
class Ticket:
    """The secret key of one form, and the signed text in which it travels."""

    form_key: str
    signed: str

    @property
    def is_early(self) -> bool:
        try:
            SIGNER.unsign(self.signed, max_age=AT_LEAST)
        except signing.SignatureExpired:
            return False
        return True


def new_ticket() -> Ticket:
    key = codes.new_form_key()
    return Ticket(key, SIGNER.sign(key))


def read_ticket(signed: str) -> Ticket | None:
    """The ticket of a form that we opened within the last 24 hours, else None."""
    try:
        key = SIGNER.unsign(signed, max_age=AT_MOST)
    except signing.BadSignature:
        return None
    return Ticket(key, signed) if codes.is_form_key(key) else None
