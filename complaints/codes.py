"""The tracking code (kode lacak): what the reporter shows to follow a complaint. It is not stored anywhere.

Sixteen symbols of 31 (79 bits) and a check symbol, shown as ``ABCD-EFGH-JKLM-NPQR-S``. The code is derived from the
secret key of the form it was filed with, so that a form sent twice shows the same receipt; the database holds digests
alone, keyed with a pepper that is kept outside of it.
"""

import hashlib
import hmac
import re
import secrets

from django.conf import settings

from complaints.models import Complaint

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31, a prime; without the look-alikes 0 1 I L O
LENGTH = 16
LONGEST = 64  # of what is typed, spaces and all

_FORM_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_NUMBER = re.compile(r"PGD[ -]?([0-9]{4})[ -]?([0-9]{6,12})")
_BETWEEN_GROUPS = re.compile(r"[\s\-–—‑.]+")  # what people and their telephones put there
_NO_CODE, _NO_DIGEST = "-", "-" * 64  # never a code, never a digest


def new_form_key() -> str:
    """A fresh secret for one form. The page that holds it must not be stored by any cache."""
    return secrets.token_urlsafe(32)


def is_form_key(text: str) -> bool:
    """Whether it could be one of ours."""
    return bool(_FORM_KEY.fullmatch(text))


def form_digest(form_key: str) -> str:
    return hashlib.sha256(form_key.encode()).hexdigest()


def of_form(form_key: str) -> str:
    """The code of what is filed with this form, without dashes."""
    # 2**256 / 31**16 is so large that no symbol is favoured by more than 2**-176.
    number = int.from_bytes(_keyed("kode", form_key)) % len(ALPHABET) ** LENGTH
    symbols = []
    for _ in range(LENGTH):
        number, remainder = divmod(number, len(ALPHABET))
        symbols.append(ALPHABET[remainder])
    code = "".join(symbols)
    return code + _check_symbol(code)


def code_digest(code: str) -> str:
    """What is stored of a normalised code."""
    return keyed_digest("sidik-kode", code)


def shown(code: str) -> str:
    """The code in groups of four: ABCD-EFGH-JKLM-NPQR-S."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalise(text: str) -> str:
    """The code that was typed, however it was grouped or cased; "" when it cannot be one."""
    if len(text) > LONGEST:
        return ""
    code = _BETWEEN_GROUPS.sub("", text).upper()
    is_well_formed = len(code) == LENGTH + 1 and set(code) <= set(ALPHABET)
    return code if is_well_formed and code[-1] == _check_symbol(code[:-1]) else ""


def matches(complaint: Complaint, code: str) -> bool:
    """Whether the typed code opens this complaint; compared in constant time."""
    return _opens(complaint.code_digest, code)


def find(number: str, code: str) -> Complaint | None:
    """The complaint with this number, if the code opens it.

    Malformed, unknown and wrong are the same to the caller, and cost one query and one hash each. Failures are the
    caller's to count (``limits.count_failure``). Input that is too long is refused before anything is hashed.
    """
    if max(len(number), len(code)) > LONGEST:
        return None
    year, pk = _parsed(number)
    found = Complaint.objects.filter(pk=pk, year=year).first()
    opens = _opens(found.code_digest if found else _NO_DIGEST, code)
    return found if opens else None


def keyed_digest(purpose: str, text: str) -> str:
    """HMAC of a text under the pepper, in hexadecimal; of no use for any other purpose."""
    return _keyed(purpose, text).hex()


def _parsed(number: str) -> tuple[int, int]:
    """Year and key of a typed number; those of no complaint when it is none."""
    found = _NUMBER.fullmatch(number.strip().upper())
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _opens(digest: str, code: str) -> bool:
    """What cannot be a code costs the same work as a wrong one, so that the time tells nothing."""
    return hmac.compare_digest(digest, code_digest(normalise(code) or _NO_CODE))


def _check_symbol(code: str) -> str:
    """Weighted by place: finds any one wrong symbol, and any two that changed places.

    The weights 1 … 16, and -1 of the check symbol itself, all differ modulo the prime 31.
    """
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(code, start=1))
    return ALPHABET[total % len(ALPHABET)]


def _keyed(purpose: str, text: str) -> bytes:
    return hmac.digest(settings.CODE_PEPPER.encode(), f"{purpose}:{text}".encode(errors="surrogatepass"), "sha256")
