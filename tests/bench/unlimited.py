"""The site for a measurement: all requests come from one address, which may file as often as it likes."""

import dataclasses
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from complaints import limits  # noqa: E402  needs Django set up
from config.wsgi import application  # noqa: E402

limits.FILING_SOFT = 1_000_000_000
limits.LIMITS = {purpose: dataclasses.replace(limit, count=1_000_000_000) for purpose, limit in limits.LIMITS.items()}

__all__ = ["application"]
