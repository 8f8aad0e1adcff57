"""Masks for what reaches a person: e-mail addresses, telephone numbers, NIK. For all that is public, and for logs."""

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NIK = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
# Begins as a number of Indonesia does, so that days, report numbers and KBLI codes stay as they are.
_PHONE = re.compile(r"(?<![\w-])(?:\+?62|\(?0)[ ().-]*\d(?:[ ().-]*\d){6,12}(?!\d)")


def masked(text: str) -> str:
    """The text without e-mail addresses, telephone numbers and NIK; what they were is said in brackets."""
    text = _EMAIL.sub("[email]", text)
    text = _NIK.sub("[NIK]", text)
    return _PHONE.sub("[nomor]", text)
