"""Addresses with scheme and host, for what is stored, printed or read by machines: SITE_URL, not the request's."""

from django.conf import settings


def absolute(path: str) -> str:
    return settings.SITE_URL + path
